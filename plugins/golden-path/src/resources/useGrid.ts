import { useEffect, useRef, useState } from 'react';
import type { FieldAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import {
  COLUMNS,
  COLUMN_TITLES,
  isFlag,
  readCell,
  turnFlag,
  typeByLetter,
  withType,
  writeCell,
} from './cells';
import { withField, withMoved, withoutField } from './fields';
import type { GridAction, Place } from './gridKeys';

/** The cell that is edited and what stands in it. */
export interface Edit extends Place {
  readonly text: string;
  /** Why the text cannot be read. */
  readonly unclear?: string;
}

/** A table of fields: where the cursor is, what is edited, what can be done. */
export interface Grid {
  readonly at: Place;
  readonly edit: Edit | undefined;
  readonly go: (to: Place) => void;
  readonly start: (at: Place, text?: string) => void;
  readonly type: (text: string) => void;
  /** Writes what is edited; false when it cannot be read. */
  readonly commit: (to?: Place, text?: string) => boolean;
  readonly cancel: () => void;
  readonly turn: (at: Place) => void;
  /** What stands in the cell of the cursor. */
  readonly text: () => string;
  /** Writes into the cell of the cursor; what cannot be read stays to be edited. */
  readonly paste: (text: string) => void;
  readonly act: (action: GridAction) => void;
}

/** Holds the cursor and the edit of one table. */
export function useGrid(options: {
  readonly fields: readonly FieldAnswers[];
  readonly resources: readonly string[];
  readonly onChange: (fields: FieldAnswers[], label: string) => void;
  readonly onLeave: () => void;
  readonly onNextError: (from: Place) => void;
  /** Told why what is edited cannot be read, and when that is over. */
  readonly onUnclear: (unclear: string | undefined) => void;
  readonly focus: (place: Place) => void;
}): Grid {
  const { fields, resources, onChange, focus } = options;
  const [at, setAt] = useState<Place>({ row: 0, column: 0 });
  const [edit, setEdit] = useState<Edit>();
  const wanted = useRef<Place>();
  useEffect(() => {
    if (!wanted.current || edit) return;
    focus(wanted.current);
    wanted.current = undefined;
  });

  const { onUnclear } = options;
  const unclear = edit?.unclear;
  useEffect(() => {
    onUnclear(unclear);
    return () => onUnclear(undefined);
    // Only what cannot be read matters, not who is told.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [unclear]);

  const columnAt = ({ column }: Place) => COLUMNS[column] ?? 'name';
  const fieldAt = ({ row }: Place): FieldAnswers =>
    fields[row] ?? { name: '', type: 'text' };
  const labelAt = (place: Place) => {
    const column = columnAt(place);
    const what = column === 'limits' ? column : COLUMN_TITLES[column];
    return `${fieldAt(place).name || 'new field'}, ${what.toLowerCase()}`;
  };
  const go = (to: Place) => {
    wanted.current = to;
    setAt(to);
  };
  const put = (place: Place, field: FieldAnswers) =>
    onChange(withField(fields, place.row, field), labelAt(place));

  const start = (place: Place, text?: string) => {
    setAt(place);
    const field = fieldAt(place);
    const column = columnAt(place);
    if (column === 'type' && text !== undefined) {
      const type = typeByLetter(field.type, text);
      if (type) put(place, withType(field, type, resources));
      return;
    }
    if (isFlag(column)) return;
    setEdit({ ...place, text: text ?? readCell(field, column) });
  };
  const commit = (to?: Place, text = edit?.text ?? '') => {
    if (!edit) return true;
    const field = fieldAt(edit);
    const column = columnAt(edit);
    const isNothing = edit.row >= fields.length && text.trim() === '';
    if (!isNothing && text !== readCell(field, column)) {
      const written = writeCell(field, column, text, resources);
      if ('unclear' in written) {
        setEdit({ ...edit, text, unclear: written.unclear });
        return false;
      }
      put(edit, written.field);
    }
    setEdit(undefined);
    if (to) go(to);
    return true;
  };
  const cancel = () => {
    if (edit) wanted.current = edit;
    setEdit(undefined);
  };
  const turn = (place: Place) => {
    const column = columnAt(place);
    if (!isFlag(column) || place.row >= fields.length) return;
    put(place, turnFlag(fieldAt(place), column));
  };
  const change = (next: FieldAnswers[], to: Place, label: string) => {
    onChange(next, label);
    go(to);
  };
  const text = () => readCell(fieldAt(at), columnAt(at));
  const paste = (value: string) => {
    const written = writeCell(fieldAt(at), columnAt(at), value, resources);
    if ('field' in written) put(at, written.field);
    else setEdit({ ...at, text: value, unclear: written.unclear });
  };
  const copyAbove = () => {
    const above = fields[at.row - 1];
    if (above) paste(readCell(above, columnAt(at)));
  };
  const clear = () => {
    if (columnAt(at) !== 'type' && at.row < fields.length) paste('');
  };
  const act = (action: GridAction) => {
    switch (action?.do) {
      case 'go':
        go(action.to);
        break;
      case 'edit':
        start(at, action.text);
        break;
      case 'turn':
        turn(at);
        break;
      case 'clear':
        clear();
        break;
      case 'fill':
        copyAbove();
        break;
      case 'remove':
        if (fields.length < 2) break;
        change(withoutField(fields, at.row), at, `${fieldAt(at).name} removed`);
        break;
      case 'move':
        if (!fields[at.row + action.by]) break;
        change(
          withMoved(fields, at.row, action.by),
          { ...at, row: at.row + action.by },
          `${fieldAt(at).name} moved`,
        );
        break;
      case 'leave':
        options.onLeave();
        break;
      case 'next-error':
        options.onNextError(at);
        break;
      default:
    }
  };
  const type = (value: string) => edit && setEdit({ ...edit, text: value });
  return {
    at,
    edit,
    go,
    start,
    type,
    commit,
    cancel,
    turn,
    text,
    paste,
    act,
  };
}
