import { useId } from 'react';
import type {
  FieldAnswers,
  Mend,
  Problem,
} from '@golden-path/backstage-plugin-golden-path-common';
import { ProblemNote } from '../problems/ProblemNote';
import { COLUMNS, columnOf } from './cells';
import { CellEditor } from './CellEditor';
import { FieldCell } from './FieldCell';
import { LIMITS_HINT } from './limits';
import type { Grid } from './useGrid';
import styles from './resources.module.css';

/** A field, or the row that adds one; what is wrong with it stands below. */
export function FieldRow(props: {
  readonly row: number;
  readonly field: FieldAnswers | undefined;
  readonly grid: Grid;
  /** Number of fields. */
  readonly fields: number;
  readonly problems: readonly Problem[];
  readonly onMend: (mend: Mend) => void;
}) {
  const { row, field, grid, problems } = props;
  const id = useId();
  const { edit } = grid;
  const edits = edit?.row === row ? edit : undefined;
  const isHere = grid.at.row === row;
  const wrong = problems.map(columnOf);
  const hint =
    edits && COLUMNS[edits.column] === 'limits' && field
      ? `Write ${LIMITS_HINT[field.type]}`
      : undefined;
  return (
    <>
      <tr data-here={isHere || undefined}>
        <td className={styles.number}>{row + 1}</td>
        {COLUMNS.map((column, index) => {
          const place = { row, column: index };
          return edits?.column === index ? (
            <CellEditor
              key={column}
              column={column}
              edit={edits}
              grid={grid}
              fields={props.fields}
              hintId={id}
            />
          ) : (
            <FieldCell
              key={column}
              column={column}
              field={field}
              place={place}
              grid={grid}
              noteId={wrong.includes(column) ? id : undefined}
            />
          );
        })}
      </tr>
      {edits?.unclear ? (
        <tr className={styles.wrong}>
          <td className={styles.number} />
          <td colSpan={COLUMNS.length}>
            <div id={id} role="alert">
              {edits.unclear}
            </div>
          </td>
        </tr>
      ) : (
        hint && (
          <tr className={styles.hint}>
            <td className={styles.number} />
            <td colSpan={COLUMNS.length} id={id}>
              {hint}
            </td>
          </tr>
        )
      )}
      {problems.length > 0 && !edits && (
        <tr className={styles.wrong}>
          <td className={styles.number} />
          <td colSpan={COLUMNS.length} id={id}>
            {problems.map(problem => (
              <ProblemNote
                key={problem.message}
                problem={problem}
                onMend={props.onMend}
              />
            ))}
          </td>
        </tr>
      )}
    </>
  );
}
