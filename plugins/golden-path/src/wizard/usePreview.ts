import { useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Answers,
  Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import { goldenPathApiRef } from '../api/goldenPathApi';
import { isPassing } from './trouble';
import type { SeenPreviews, WizardSession } from '../session/WizardSession';

const QUIET_MS = 300;
const RECONNECT_MS = 5000;

/** What the live panel shows. */
export interface LivePreview {
  /** The newest preview; of older answers while `fresh` is false. */
  readonly seen?: SeenPreviews;
  readonly fresh: boolean;
  readonly error?: Error;
  readonly retry: () => void;
}

/**
 * Previews answers once they have been still for a moment. A request for
 * answers that have changed is given up.
 */
export function usePreview(
  session: WizardSession,
  composition: Composition | undefined,
): LivePreview {
  const api = useApi(goldenPathApiRef);
  const [seen, setSeen] = useState(session.previews);
  const [settled, setSettled] = useState<{ key: string; error?: Error }>();
  const [attempt, setAttempt] = useState(0);
  const key = composition ? JSON.stringify(composition.answers) : undefined;

  useEffect(() => {
    if (key === undefined) return undefined;
    const abort = new AbortController();
    const ask = async () => {
      const answers = JSON.parse(key) as Answers;
      const { preview, problems } = await api.preview(answers, abort.signal);
      if (abort.signal.aborted) return;
      if (preview) setSeen(session.see(preview, answers));
      const [problem] = problems;
      setSettled({
        key,
        error: problem && new Error(`${problem.message}. ${problem.advice}`),
      });
    };
    const timer = setTimeout(
      () =>
        ask().catch(error => {
          if (!abort.signal.aborted) setSettled({ key, error });
        }),
      QUIET_MS,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [api, session, key, attempt]);

  const error = settled?.key === key ? settled?.error : undefined;
  useEffect(() => {
    if (!error || !isPassing(error)) return undefined;
    const timer = setTimeout(() => setAttempt(attempt + 1), RECONNECT_MS);
    return () => clearTimeout(timer);
  }, [error, attempt]);

  return {
    seen,
    fresh: key !== undefined && settled?.key === key && !settled.error,
    error,
    retry: () => setAttempt(attempt + 1),
  };
}
