import { useId } from 'react';
import { RiInformationLine } from '@remixicon/react';
import type { Mend } from '@golden-path/backstage-plugin-golden-path-common';
import type { Offer } from './offers';
import { Ring } from './Ring';
import styles from './patterns.module.css';

/**
 * A pattern that can be chosen. A blocked one stays visible, cannot be chosen,
 * says why, and offers what mends it.
 */
export function PatternCard(props: {
  readonly offer: Offer;
  /** Name of the radio group; a checkbox when there is none. */
  readonly radio?: string;
  readonly differs: boolean;
  readonly isLast: boolean;
  /** The element that tells more, while it is there. */
  readonly about: string | undefined;
  readonly onAbout: () => void;
  readonly onChoose: () => void;
  readonly onMend: (mend: Mend) => void;
}) {
  const { offer, radio, differs, isLast, about, onChoose, onMend } = props;
  const { pattern, option } = offer;
  const id = useId();
  const { blockedBy } = option;
  const notes = [`${id}-problem`, ...(blockedBy ? [`${id}-reason`] : [])];
  return (
    <div className={styles.card} data-state={option.state} data-last={isLast}>
      <label className={styles.choice}>
        <input
          type={radio ? 'radio' : 'checkbox'}
          name={radio}
          value={pattern.id}
          checked={option.state === 'chosen'}
          aria-disabled={blockedBy ? true : undefined}
          aria-describedby={notes.join(' ')}
          data-card
          onChange={() => !blockedBy && onChoose()}
        />
        <span className={styles.title}>{pattern.title}</span>
        {differs && (
          <span className={styles.differs}>
            <span className={styles.hidden}>differs from the default</span>
          </span>
        )}
        <Ring ring={pattern.ring} />
      </label>
      <div className={styles.foot}>
        <span id={`${id}-problem`} className={styles.problem}>
          {pattern.problem}
        </span>
        <button
          type="button"
          className={styles.more}
          aria-label={`About ${pattern.title}`}
          aria-expanded={about !== undefined}
          aria-controls={about}
          onClick={props.onAbout}
        >
          <RiInformationLine size={14} aria-hidden />
        </button>
      </div>
      {blockedBy && (
        <div className={styles.blocked}>
          <span id={`${id}-reason`}>{blockedBy.reason}</span>
          {blockedBy.mends.map(mend => (
            <button
              key={mend.label}
              type="button"
              data-mend
              onClick={() => onMend(mend)}
            >
              {mend.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
