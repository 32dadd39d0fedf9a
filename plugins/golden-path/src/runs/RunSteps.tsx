import { RiCheckLine, RiCloseLine, RiLoader4Line } from '@remixicon/react';
import type { RunStep } from './steps';
import styles from './runs.module.css';

const WORD = {
  waiting: 'waits',
  running: 'is going on',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
};

/** The steps in plain words, with what each took. */
export function RunSteps({
  steps,
  error,
}: {
  readonly steps: readonly RunStep[];
  readonly error: string | undefined;
}) {
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map(({ id, state, title, seconds }) => (
        <li key={id} data-state={state}>
          <span className={styles.mark} aria-hidden>
            {state === 'done' && <RiCheckLine size={12} />}
            {state === 'failed' && <RiCloseLine size={12} />}
            {state === 'running' && <RiLoader4Line size={14} />}
          </span>
          <div>
            {title}
            <span className={styles.hidden}>, {WORD[state]}</span>
            {state === 'failed' && error && (
              <p className={styles.error}>{error}</p>
            )}
          </div>
          {seconds !== undefined && (
            <span className={styles.seconds}>{inWords(seconds)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

/** SQLite keeps the time of an event by the second: parts of one would be made up. */
function inWords(seconds: number): string {
  return seconds < 1 ? 'under 1 s' : `${Math.round(seconds)} s`;
}
