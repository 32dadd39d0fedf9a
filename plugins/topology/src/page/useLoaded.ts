import { useCallback, useEffect, useRef, useState } from 'react';
import type { TopologyProblem } from '@golden-path/backstage-plugin-topology-react';
import { problemOf } from './problemOf';

/** What has been loaded, or why not; neither while it is on its way. */
export interface Loaded<T> {
  value?: T;
  problem?: TopologyProblem;
}

type Answer<T> = { subject: string } & ({ value: T } | { error: unknown });

const never = () => undefined;

/** Does something after a while, as soon as the page is in sight, and returns what calls that off. */
function later(then: () => void, waitMs: number): () => void {
  const look = () => {
    if (document.hidden) return;
    document.removeEventListener('visibilitychange', look);
    then();
  };
  const timer = setTimeout(() => {
    document.addEventListener('visibilitychange', look);
    look();
  }, waitMs);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', look);
  };
}

/**
 * Loads whatever belongs to a subject, and again when `variant` changes: the
 * last answer stays until the next one is there. Another subject starts from
 * nothing. Where `againInMs` says of an answer that it may become another, it
 * is loaded again after that time, as soon as somebody sees the page, and is
 * given the last one; one that is the same object shows nothing anew.
 */
export function useLoaded<T>(
  load: (last?: T) => Promise<T>,
  subject: string,
  variant: string = '',
  againInMs: (value: T) => number | undefined = never,
): Loaded<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ load, againInMs });
  latest.current = { load, againInMs };

  useEffect(() => {
    let wanted = true;
    let callOff: () => void = never;
    const ask = (last?: T) => {
      latest.current.load(last).then(
        value => {
          if (!wanted) return;
          if (value !== last) setAnswer({ subject, value });
          const wait = latest.current.againInMs(value);
          if (wait !== undefined) callOff = later(() => ask(value), wait);
        },
        error => wanted && setAnswer({ subject, error }),
      );
    };
    ask();
    return () => {
      wanted = false;
      callOff();
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
