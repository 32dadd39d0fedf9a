import { useEffect, useId, useRef } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import type {
  FieldAnswers,
  Mend,
  Problem,
} from '@golden-path/backstage-plugin-golden-path-common';
import { noSubmit } from '../controls/noSubmit';
import { isWorthReading } from '../paste/understand';
import { COLUMNS, COLUMN_TITLES } from './cells';
import { FieldRow } from './FieldRow';
import { gridAction } from './gridKeys';
import type { Place } from './gridKeys';
import { ofField } from './resourceProblems';
import { useGrid } from './useGrid';
import styles from './resources.module.css';

const KEYS = [
  ['Enter', 'next row'],
  ['Tab', 'next field'],
  ['F2', 'edit'],
  ['Ctrl C V', 'copy, paste'],
  ['Ctrl D', 'fill down'],
  ['Alt ↑↓', 'move row'],
  ['Ctrl Delete', 'remove row'],
  ['F8', 'next error'],
  ['Esc', 'leave'],
] as const;

/** The fields of a resource as a table that is filled in by keyboard. */
export function FieldGrid(props: {
  readonly label: string;
  readonly fields: readonly FieldAnswers[];
  readonly resources: readonly string[];
  readonly problems: readonly Problem[];
  /** A cell that shall get the focus, such as the next error's. */
  readonly goTo: Place | undefined;
  readonly onChange: (fields: FieldAnswers[], label: string) => void;
  readonly onMend: (mend: Mend) => void;
  readonly onNextError: (from: Place) => void;
  readonly onUnclear: (unclear: string | undefined) => void;
  /** A text that is more than one cell's value was pasted. */
  readonly onPasteText: (text: string) => void;
}) {
  const { fields, problems, goTo } = props;
  const ref = useRef<HTMLTableElement>(null);
  const leaveRef = useRef<HTMLParagraphElement>(null);
  const keysId = useId();
  const grid = useGrid({
    ...props,
    onLeave: () => leaveRef.current?.focus(),
    focus: ({ row, column }) =>
      ref.current
        ?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`)
        ?.focus(),
  });
  const { go } = grid;
  useEffect(() => {
    if (goTo) go(goTo);
    // Only a new place to go to moves the cursor.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [goTo]);

  const isOnCell = ({ target }: { target: EventTarget }) =>
    !grid.edit && target instanceof HTMLElement && 'cell' in target.dataset;
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (!isOnCell(event) || text.trim() === '') return;
    event.preventDefault();
    if (isWorthReading(text)) props.onPasteText(text);
    else grid.paste(text);
  };
  const onCopy = (event: ClipboardEvent) => {
    if (!isOnCell(event)) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', grid.text());
    if (event.type === 'cut') grid.act({ do: 'clear' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!isOnCell(event)) return;
    const action = gridAction(event, grid.at, fields.length);
    if (action) event.preventDefault();
    // Enter must not press the form's button, wherever it leads; with Ctrl it does.
    else noSubmit(event);
    grid.act(action);
  };

  return (
    <>
      <div className={styles.scroll}>
        <table
          ref={ref}
          role="grid"
          aria-label={props.label}
          aria-describedby={keysId}
          className={styles.grid}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onCopy={onCopy}
          onCut={onCopy}
        >
          <thead>
            <tr>
              <th scope="col" className={styles.number}>
                <span className={styles.hidden}>Row</span>
              </th>
              {COLUMNS.map(column => (
                <th key={column} scope="col" data-column={column}>
                  {COLUMN_TITLES[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={styles.given}>
              <td className={styles.number} aria-hidden>
                —
              </td>
              <td>id</td>
              <td>uuid</td>
              <td>yes</td>
              <td>yes</td>
              <td>yes</td>
              <td>uuid v7</td>
              <td>in every resource</td>
            </tr>
            {[...fields, undefined].map((field, row) => (
              <FieldRow
                // Rows have no identity but their place: names change while written.
                key={row}
                row={row}
                field={field}
                grid={grid}
                fields={fields.length}
                problems={ofField(problems, row)}
                onMend={props.onMend}
              />
            ))}
            <tr className={styles.given}>
              <td className={styles.number} aria-hidden>
                —
              </td>
              <td colSpan={COLUMNS.length}>
                version, created_at, updated_at, deleted_at: in every resource
              </td>
            </tr>
          </tbody>
        </table>
      </div>
      <p ref={leaveRef} id={keysId} tabIndex={-1} className={styles.keys}>
        {KEYS.map(([key, what]) => (
          <span key={key}>
            <kbd>{key}</kbd> {what}{' '}
          </span>
        ))}
      </p>
    </>
  );
}
