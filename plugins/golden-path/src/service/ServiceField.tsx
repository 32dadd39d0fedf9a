import { useId } from 'react';
import type { ReactNode } from 'react';
import type { ServiceAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { ProblemNote } from '../problems/ProblemNote';
import type { Wizard } from '../wizard/wizard';
import styles from './service.module.css';

/** Marks an input as wrong and ties the note below to it. */
export interface Invalid {
  readonly isInvalid: boolean;
  readonly 'aria-describedby'?: string;
}

/** One value of the service with its problems below. */
export function ServiceField(props: {
  readonly wizard: Wizard;
  readonly name: keyof ServiceAnswers;
  /** Whether problems are shown yet. */
  readonly shown: boolean;
  readonly wide?: boolean;
  readonly children: (invalid: Invalid) => ReactNode;
}) {
  const id = useId();
  const problems = props.wizard.problems.filter(
    ({ path }) => path[0] === 'service' && path[1] === props.name,
  );
  const shown = props.shown ? problems : [];
  return (
    <div className={props.wide ? styles.wide : undefined}>
      {props.children(
        shown.length > 0
          ? { isInvalid: true, 'aria-describedby': id }
          : { isInvalid: false },
      )}
      <div id={id} aria-live="polite">
        {shown.map(problem => (
          <ProblemNote
            key={problem.message}
            problem={problem}
            onMend={props.wizard.mend}
          />
        ))}
      </div>
    </div>
  );
}
