import { COLUMNS, isFlag } from './cells';

/** A cell of the table. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** What a key asks for in the table. */
export type GridAction =
  | { readonly do: 'go'; readonly to: Place }
  | { readonly do: 'edit'; readonly text?: string }
  | {
      readonly do:
        | 'turn'
        | 'clear'
        | 'fill'
        | 'remove'
        | 'leave'
        | 'next-error';
    }
  | { readonly do: 'move'; readonly by: 1 | -1 }
  | undefined;

/** The part of a keyboard event that is looked at. */
export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/**
 * What a key does while a cell has the focus and is not edited. `fields` is the
 * number of fields; the row after them, with its name only, adds one.
 */
export function gridAction(key: Key, at: Place, fields: number): GridAction {
  const isNew = at.row >= fields;
  if (key.altKey) return isNew ? undefined : moveAction(key);
  if (key.ctrlKey || key.metaKey) return isNew ? undefined : fieldAction(key);
  if (key.key === 'F8') return { do: 'next-error' };
  if (key.key === 'Escape') return { do: 'leave' };
  if (key.key === 'F2') return { do: 'edit' };
  const to = target(key, at, fields);
  if (to) return { do: 'go', to };
  return typing(key, at);
}

/** Where Enter and Tab go after an edit, and the arrows without one. */
export function target(
  { key, shiftKey }: Pick<Key, 'key' | 'shiftKey'>,
  at: Place,
  fields: number,
): Place | undefined {
  const { row, column } = at;
  switch (key) {
    case 'ArrowUp':
      return within({ row: row - 1, column }, fields);
    case 'ArrowDown':
      return within({ row: row + 1, column }, fields);
    case 'ArrowLeft':
      return within({ row, column: column - 1 }, fields);
    case 'ArrowRight':
      return within({ row, column: column + 1 }, fields);
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return within({ row, column: COLUMNS.length - 1 }, fields);
    case 'Enter':
      return within({ row: row + (shiftKey ? -1 : 1), column }, fields);
    case 'Tab':
      return along(at, shiftKey ? -1 : 1, fields);
    default:
      return undefined;
  }
}

/** The next cell in reading order; none beyond the ends, so that Tab leaves there. */
function along(at: Place, step: 1 | -1, fields: number): Place | undefined {
  const width = COLUMNS.length;
  const index = at.row * width + at.column + step;
  if (index < 0 || index > fields * width) return undefined;
  return { row: Math.floor(index / width), column: index % width };
}

function within({ row, column }: Place, fields: number): Place {
  const inRow = Math.min(Math.max(row, 0), fields);
  const last = inRow === fields ? 0 : COLUMNS.length - 1;
  return { row: inRow, column: Math.min(Math.max(column, 0), last) };
}

function moveAction({ key }: Key): GridAction {
  if (key === 'ArrowUp') return { do: 'move', by: -1 };
  return key === 'ArrowDown' ? { do: 'move', by: 1 } : undefined;
}

function fieldAction({ key }: Key): GridAction {
  if (key === 'Delete' || key === 'Backspace') return { do: 'remove' };
  return key.toLowerCase() === 'd' ? { do: 'fill' } : undefined;
}

function typing({ key }: Key, at: Place): GridAction {
  const column = COLUMNS[at.column];
  if (key === 'Delete' || key === 'Backspace') return { do: 'clear' };
  if (key.length !== 1) return undefined;
  if (column && isFlag(column)) {
    return key === ' ' ? { do: 'turn' } : undefined;
  }
  return { do: 'edit', text: key };
}
