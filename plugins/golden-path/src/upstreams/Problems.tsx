import type {
  Mend,
  Problem,
} from '@golden-path/backstage-plugin-golden-path-common';
import { ProblemNote } from '../problems/ProblemNote';

/** Problems one below the other, told as they come. */
export function Problems({
  id,
  problems,
  onMend,
}: {
  readonly id?: string;
  readonly problems: readonly Problem[];
  readonly onMend: (mend: Mend) => void;
}) {
  return (
    <div id={id} aria-live="polite">
      {problems.map(problem => (
        <ProblemNote
          key={`${problem.path.join('.')} ${problem.message}`}
          problem={problem}
          onMend={onMend}
        />
      ))}
    </div>
  );
}
