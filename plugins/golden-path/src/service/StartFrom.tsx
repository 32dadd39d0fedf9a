import { useId } from 'react';
import { startOf, withStart } from '../answers/start';
import { startingPoints } from '../answers/startingPoints';
import type { Wizard } from '../wizard/wizard';
import styles from './service.module.css';

/** Services to begin with: one click fills in names and resources. */
export function StartFrom({ wizard }: { readonly wizard: Wizard }) {
  const { answers, change } = wizard;
  const id = useId();
  const current = startOf(answers);
  return (
    <div
      role="radiogroup"
      aria-labelledby={id}
      className={`${styles.wide} ${styles.start}`}
    >
      <span id={id} className={styles.startTitle}>
        Start from
      </span>
      {startingPoints.map(point => {
        const { title, summary, service } = point;
        // Before anything is named nobody has begun.
        const hasBegun = answers.service.name !== '' || service.name === '';
        return (
          <label key={point.id} className={styles.point}>
            <input
              type="radio"
              name={id}
              checked={point === current && hasBegun}
              aria-describedby={`${id}-${point.id}`}
              onChange={() =>
                change(withStart(answers, point), `Start from ${title}`)
              }
            />
            <strong>{title}</strong>
            <span id={`${id}-${point.id}`}>{summary}</span>
          </label>
        );
      })}
    </div>
  );
}
