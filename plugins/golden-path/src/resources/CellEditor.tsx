import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { FIELD_TYPES } from '@golden-path/backstage-plugin-golden-path-common';
import { COLUMN_TITLES } from './cells';
import type { Column } from './cells';
import { target } from './gridKeys';
import type { Edit, Grid } from './useGrid';
import styles from './resources.module.css';

/** Longest text that a cell takes: the format's longest default. */
const LONGEST = 1000;

/** The cell that is edited: Enter and Tab write and go on, Escape gives up. */
export function CellEditor(props: {
  readonly column: Column;
  readonly edit: Edit;
  readonly grid: Grid;
  readonly fields: number;
  readonly hintId: string;
}) {
  const { column, edit, grid, fields, hintId } = props;
  const ref = useRef<HTMLInputElement & HTMLSelectElement>(null);
  useEffect(() => {
    ref.current?.focus();
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      grid.cancel();
      return;
    }
    if (event.key !== 'Enter' && event.key !== 'Tab') return;
    if (event.ctrlKey || event.metaKey) {
      grid.commit();
      return;
    }
    // A row that is being added counts: the next one is there once it is written.
    const count = Math.max(fields, edit.row + (edit.text.trim() ? 1 : 0));
    const to = target(event, edit, count);
    const written = grid.commit(to);
    if (event.key === 'Enter' || to || !written) event.preventDefault();
  };
  const common = {
    ref,
    'aria-label': `${COLUMN_TITLES[column]}, row ${edit.row + 1}`,
    'aria-describedby': hintId,
    'aria-invalid': edit.unclear ? true : undefined,
    onKeyDown,
  };
  return (
    <td role="gridcell" data-column={column} className={styles.editing}>
      {column === 'type' ? (
        <select
          {...common}
          value={edit.text}
          onChange={event => grid.commit(edit, event.target.value)}
          onBlur={() => grid.commit()}
        >
          {FIELD_TYPES.map(type => (
            <option key={type}>{type}</option>
          ))}
        </select>
      ) : (
        <input
          {...common}
          value={edit.text}
          maxLength={column === 'name' ? 63 : LONGEST}
          autoComplete="off"
          spellCheck={false}
          onChange={event => grid.type(event.target.value)}
          onBlur={() => grid.commit()}
        />
      )}
    </td>
  );
}
