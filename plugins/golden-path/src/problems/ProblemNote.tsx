import type {
  Mend,
  Problem,
} from '@golden-path/backstage-plugin-golden-path-common';
import styles from './problems.module.css';

/** What is wrong with a value, what to do, and the buttons that do it. */
export function ProblemNote({
  id,
  problem,
  onMend,
}: {
  readonly id?: string;
  readonly problem: Problem;
  readonly onMend: (mend: Mend) => void;
}) {
  return (
    <div id={id} className={styles.note}>
      <span>
        <strong>{sentence(problem.message)}</strong> {problem.advice}
      </span>{' '}
      {problem.mends.map(mend => (
        <button
          key={mend.label}
          type="button"
          className={styles.mend}
          data-mend
          onClick={() => onMend(mend)}
        >
          {mend.label}
        </button>
      ))}
    </div>
  );
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
