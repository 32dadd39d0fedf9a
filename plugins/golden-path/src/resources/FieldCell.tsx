import { RiCheckLine } from '@remixicon/react';
import type { FieldAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { COLUMN_TITLES, isFlag, readCell } from './cells';
import type { Column } from './cells';
import type { Place } from './gridKeys';
import type { Grid } from './useGrid';
import styles from './resources.module.css';

/** A cell that can be gone to; a second click edits it. */
export function FieldCell(props: {
  readonly column: Column;
  readonly field: FieldAnswers | undefined;
  readonly place: Place;
  readonly grid: Grid;
  /** The note that says what is wrong with the value. */
  readonly noteId: string | undefined;
}) {
  const { column, field, place, grid, noteId } = props;
  const isAt = grid.at.row === place.row && grid.at.column === place.column;
  if (!field && column !== 'name') return <td aria-hidden />;
  const onClick = () => {
    if (grid.edit && !grid.commit()) return;
    if (isFlag(column)) grid.turn(place);
    if (isAt || column === 'type' || !field) grid.start(place);
    else grid.go(place);
  };
  return (
    <td
      role="gridcell"
      data-cell={`${place.row}:${place.column}`}
      data-column={column}
      tabIndex={isAt ? 0 : -1}
      aria-invalid={noteId ? true : undefined}
      aria-describedby={noteId}
      aria-selected={isAt}
      className={styles.cell}
      onClick={onClick}
      onFocus={() => !isAt && grid.go(place)}
    >
      {field ? <CellValue column={column} field={field} /> : 'new field'}
    </td>
  );
}

function CellValue({
  column,
  field,
}: {
  readonly column: Column;
  readonly field: FieldAnswers;
}) {
  if (!isFlag(column)) return <>{readCell(field, column)}</>;
  return (
    <>
      {field[column] && <RiCheckLine size={15} aria-hidden />}
      <span className={styles.hidden}>
        {field[column] ? '' : 'not '}
        {COLUMN_TITLES[column].toLowerCase()}
      </span>
    </>
  );
}
