import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { withDefaults } from '../answers/edits';
import { noSubmit } from '../controls/noSubmit';
import type { Wizard } from '../wizard/wizard';
import { differences, isAbout, offerGroups } from './offers';
import { PatternGroupRow } from './PatternGroupRow';
import { pickerKeys } from './pickerKeys';
import styles from './patterns.module.css';

/** The groups of the golden path with a card for each pattern. */
export function PatternPicker({ wizard }: { readonly wizard: Wizard }) {
  const { catalogue, goldenPath, resolution, answers, change } = wizard;
  const [query, setQuery] = useState('');
  const filterRef = useRef<HTMLInputElement>(null);
  const rows = offerGroups(catalogue, goldenPath, resolution.groups);
  const different = differences(goldenPath, rows);
  const count = rows.reduce(
    (sum, { chosen, fixed }) => sum + chosen.length + fixed.length,
    0,
  );
  const shown = rows
    .map(row => ({
      row,
      offers: row.offers.filter(({ pattern }) => isAbout(pattern, query)),
    }))
    .filter(
      ({ row, offers }) =>
        query === '' ||
        offers.length > 0 ||
        row.fixed.some(pattern => isAbout(pattern, query)),
    );

  return (
    // Keys come up from the controls inside; the group itself takes no focus.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className={styles.picker}
      role="group"
      aria-label="Patterns"
      onKeyDown={(event: KeyboardEvent<HTMLDivElement>) => {
        if (event.key === '/' && event.target !== filterRef.current) {
          event.preventDefault();
          filterRef.current?.focus();
        } else {
          pickerKeys(event);
        }
      }}
    >
      <div className={styles.strip}>
        <input
          ref={filterRef}
          type="search"
          className={styles.filter}
          placeholder="Filter patterns"
          aria-label="Filter patterns"
          aria-keyshortcuts="/"
          value={query}
          onChange={event => setQuery(event.target.value)}
          onKeyDown={event => {
            noSubmit(event);
            if (event.key === 'Escape') setQuery('');
          }}
        />
        <span role="status" className={styles.counts}>
          <strong>{count} chosen</strong>
          {different.size > 0 && (
            <>
              {' · '}
              <span className={styles.differs} aria-hidden />{' '}
              {different.size === 1 ? '1 differs' : `${different.size} differ`}{' '}
              from the defaults
            </>
          )}
        </span>
        {different.size > 0 && (
          <button
            type="button"
            className={styles.reset}
            onClick={() => change(withDefaults(answers), 'Default patterns')}
          >
            Reset
          </button>
        )}
      </div>
      {shown.map(({ row, offers }) => (
        <PatternGroupRow
          key={row.group.id}
          wizard={wizard}
          row={row}
          shown={offers}
          different={different}
        />
      ))}
      {shown.length === 0 && (
        <p className={styles.fixed}>No pattern is about “{query}”.</p>
      )}
    </div>
  );
}
