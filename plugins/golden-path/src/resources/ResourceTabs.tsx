import { useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { RiAddLine } from '@remixicon/react';
import { namesOf } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Problem,
  ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { ofResource } from './resourceProblems';
import styles from './resources.module.css';

/** One tab a resource with its number of fields, and a dot when something is wrong. */
export function ResourceTabs(props: {
  readonly resources: readonly ResourceAnswers[];
  readonly problems: readonly Problem[];
  readonly active: number;
  readonly onSelect: (index: number) => void;
  readonly onAdd: () => void;
  readonly onNextError: () => void;
}) {
  const { resources, problems, active, onSelect } = props;
  const ref = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (active + step + resources.length) % resources.length;
    onSelect(next);
    ref.current
      ?.querySelectorAll<HTMLElement>('[role="tab"]')
      .item(next)
      .focus();
  };
  return (
    <div className={styles.strip}>
      <div
        ref={ref}
        role="tablist"
        aria-label="Resources"
        className={styles.tabs}
      >
        {resources.map((resource, index) => {
          const count = ofResource(problems, index).length;
          return (
            <button
              key={index}
              type="button"
              role="tab"
              id={`golden-path-resource-${index}`}
              aria-controls={
                index === active ? 'golden-path-resource' : undefined
              }
              aria-selected={index === active}
              tabIndex={index === active ? 0 : -1}
              onClick={() => onSelect(index)}
              onKeyDown={onKeyDown}
            >
              {pluralOf(resource)}
              <span className={styles.count}>{resource.fields.length}</span>
              {count > 0 && (
                <span className={styles.dot}>
                  <span className={styles.hidden}>{errors(count)}</span>
                </span>
              )}
            </button>
          );
        })}
      </div>
      <button type="button" className={styles.add} onClick={props.onAdd}>
        <RiAddLine size={14} aria-hidden /> Resource
      </button>
      {problems.length > 0 && (
        <button
          type="button"
          className={styles.errors}
          onClick={props.onNextError}
        >
          {errors(problems.length)} <kbd>F8</kbd>
        </button>
      )}
    </div>
  );
}

function pluralOf({ name, plural }: ResourceAnswers): string {
  return namesOf(name, plural || undefined).plural.words || 'unnamed';
}

function errors(count: number): string {
  return count === 1 ? '1 error' : `${count} errors`;
}
