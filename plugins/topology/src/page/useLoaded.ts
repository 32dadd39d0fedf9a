import { useCallback, useEffect, useRef, useState } from 'react';
import type { TopologyProblem } from '@golden-path/backstage-plugin-topology-react';
import { problemOf } from './problemOf';

/** What has been loaded, or why not; neither while it is on its way. */
export interface Loaded<T> {
  value?: T;
  problem?: TopologyProblem;
}

type Answer<T> = { subject: string } & ({ value: T } | { error: unknown });

/**
 * Loads whatever belongs to a subject, and again when `variant` changes: the
 * last answer stays until the next one is there. Another subject starts from
 * nothing.
 */
export function useLoaded<T>(
  load: () => Promise<T>,
  subject: string,
  variant: string = '',
): Loaded<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(load);
  latest.current = load;

  useEffect(() => {
    let wanted = true;
    latest.current().then(
      value => wanted && setAnswer({ subject, value }),
      error => wanted && setAnswer({ subject, error }),
    );
    return () => {
      wanted = false;
    };
  }, [subject, variant, attempt]);

  const retry = useCallback(() => {
    setAnswer(undefined);
    setAttempt(tries => tries + 1);
  }, []);

  if (answer?.subject !== subject) return {};
  if ('error' in answer) return { problem: problemOf(answer.error, retry) };
  return { value: answer.value };
}
