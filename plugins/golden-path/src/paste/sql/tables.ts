import type { FieldAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import type { Fault } from '../pasted';
import type { ColumnType } from './columnType';
import { readColumnType } from './columnType';
import { namesIn, Reader } from './Reader';
import { splitAt, tokensOf } from './tokens';
import type { SqlToken } from './tokens';

type OnDelete = FieldAnswers['onDelete'];

/** A column as SQL says it. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  required: boolean;
  unique: boolean;
  key: boolean;
  default?: readonly SqlToken[];
  references?: { readonly table: string; readonly onDelete: OnDelete };
  comment?: string;
  readonly computed: boolean;
}

/** A table as SQL says it. */
export interface Table {
  readonly name: string;
  readonly columns: Column[];
  readonly checks: (readonly SqlToken[])[];
  /** Names of columns that are unique together. */
  readonly together: (readonly string[])[];
  comment?: string;
}

/** Everything that was read of some SQL. */
export interface Tables {
  readonly tables: readonly Table[];
  readonly faults: readonly Fault[];
}

/** Reads the tables that SQL of any dialect creates; other statements pass by. */
export function readTables(text: string): Tables {
  const statements = splitAt(tokensOf(text), ';');
  const enums = new Map<string, readonly string[]>();
  for (const statement of statements) readEnum(new Reader(statement), enums);
  const tables: Table[] = [];
  const faults: Fault[] = [];
  for (const statement of statements) {
    const reader = new Reader(statement);
    if (reader.take('create')) readCreate(reader, enums, tables, faults);
    else if (reader.take('alter', 'table')) readAlter(reader, enums, tables);
    else if (reader.take('comment', 'on')) readComment(reader, tables);
  }
  return { tables, faults };
}

function readEnum(reader: Reader, enums: Map<string, readonly string[]>): void {
  if (!reader.take('create', 'type')) return;
  const name = reader.name();
  if (name === undefined || !reader.take('as', 'enum')) return;
  const values = (reader.brackets() ?? []).filter(
    ({ kind }) => kind === 'string',
  );
  enums.set(
    name.toLowerCase(),
    values.map(({ text }) => text),
  );
}

function readCreate(
  reader: Reader,
  enums: ReadonlyMap<string, readonly string[]>,
  tables: Table[],
  faults: Fault[],
): void {
  const isUnique = reader.take('unique');
  if (reader.take('index')) {
    if (isUnique) readUniqueIndex(reader, tables);
    return;
  }
  for (const word of ['or', 'replace', 'global', 'local', 'temp', 'temporary'])
    reader.take(word);
  reader.take('unlogged');
  if (!reader.take('table')) return;
  reader.take('if', 'not', 'exists');
  const line = reader.next?.line ?? 1;
  const name = reader.name();
  const items = reader.brackets();
  if (name === undefined || !items) {
    faults.push({
      line,
      message: 'CREATE TABLE needs a name and its columns in brackets.',
    });
    return;
  }
  const table: Table = { name, columns: [], checks: [], together: [] };
  tables.push(table);
  for (const item of splitAt(items, ',')) {
    const part = new Reader(item);
    if (isNoColumn(item) || readConstraint(part, table)) continue;
    const column = readColumn(part, enums, table);
    if (column) table.columns.push(column);
    else {
      faults.push({
        line: item[0]?.line ?? line,
        message: `“${item
          .slice(0, 4)
          .map(({ text }) => text)
          .join(' ')}” is no column: it needs a name and a type.`,
      });
    }
  }
  readOptions(reader, table);
}

/** MySQL writes the comment of a table behind its columns. */
function readOptions(reader: Reader, table: Table): void {
  while (!reader.done) {
    if (reader.take('comment')) {
      reader.take('=');
      if (reader.next?.kind === 'string') table.comment = reader.next.text;
    }
    reader.skip();
  }
}

/** Reads a constraint of the table; false when a column comes next. */
function readConstraint(reader: Reader, table: Table): boolean {
  const isNamed = reader.take('constraint');
  if (isNamed) reader.name();
  if (reader.take('primary', 'key')) {
    for (const name of columnsNamed(reader)) {
      const column = columnOf(table, name);
      if (column) column.key = true;
    }
    return true;
  }
  if (reader.take('foreign', 'key')) {
    readForeignKey(reader, table);
    return true;
  }
  if (reader.take('check')) {
    table.checks.push(reader.brackets() ?? []);
    return true;
  }
  if (reader.take('unique')) {
    if (!reader.take('key')) reader.take('index');
    if (reader.next?.text !== '(') reader.name();
    markUnique(table, columnsNamed(reader));
    return true;
  }
  return isNamed;
}

/** MySQL's indexes, and what copies or excludes: nothing that a field says. */
function isNoColumn(item: readonly SqlToken[]): boolean {
  const [first, second, third, fourth] = item;
  if (first?.kind !== 'word') return false;
  if (first.text === 'like' || first.text === 'exclude') return true;
  if (!/^(?:key|index|fulltext|spatial)$/.test(first.text)) return false;
  // A column may be named so too: `key varchar(20)`.
  return (
    second?.text === '(' ||
    /^(?:key|index)$/.test(second?.text ?? '') ||
    (third?.text === '(' && fourth?.kind !== 'number')
  );
}

function columnsNamed(reader: Reader): string[] {
  return namesIn(reader.brackets() ?? []);
}

function markUnique(table: Table, names: readonly string[]): void {
  const [only, ...others] = names;
  if (only === undefined) return;
  if (others.length > 0) {
    table.together.push(names);
    return;
  }
  const column = columnOf(table, only);
  if (column) column.unique = true;
}

function readUniqueIndex(reader: Reader, tables: readonly Table[]): void {
  reader.take('concurrently');
  reader.take('if', 'not', 'exists');
  if (!reader.take('on')) {
    reader.name();
    reader.take('on');
  }
  reader.take('only');
  const table = tableOf(tables, reader.name());
  if (reader.take('using')) reader.name();
  if (table) markUnique(table, columnsNamed(reader));
}

function readForeignKey(reader: Reader, table: Table): void {
  if (reader.next?.text !== '(') reader.name();
  const [name, ...others] = columnsNamed(reader);
  if (!reader.take('references') || name === undefined) return;
  const references = readReferences(reader);
  const column = columnOf(table, name);
  if (column && references && others.length === 0) {
    column.references = references;
  }
}

function readReferences(reader: Reader): Column['references'] {
  const table = reader.name();
  if (table === undefined) return undefined;
  reader.brackets();
  let onDelete: OnDelete;
  for (;;) {
    if (reader.take('on', 'delete')) onDelete = readRule(reader);
    else if (reader.take('on', 'update')) readRule(reader);
    else if (reader.take('match')) reader.skip();
    else return { table, onDelete };
  }
}

function readRule(reader: Reader): OnDelete {
  if (reader.take('cascade')) return 'cascade';
  if (reader.take('set', 'null')) return 'clear';
  if (!reader.take('no', 'action') && !reader.take('set', 'default')) {
    reader.take('restrict');
  }
  return 'refuse';
}

function readColumn(
  reader: Reader,
  enums: ReadonlyMap<string, readonly string[]>,
  table: Table,
): Column | undefined {
  const name = reader.name();
  const type = name === undefined ? undefined : readColumnType(reader, enums);
  if (name === undefined || !type) return undefined;
  const column: Column = {
    name,
    type,
    required: false,
    unique: false,
    key: false,
    computed: false,
  };
  let computed = false;
  while (!reader.done) {
    if (reader.take('not', 'null')) column.required = true;
    else if (reader.take('primary', 'key')) column.key = true;
    else if (reader.take('unique')) column.unique = true;
    else if (reader.take('default')) column.default = readDefault(reader);
    else if (reader.take('check')) table.checks.push(reader.brackets() ?? []);
    else if (reader.take('references'))
      column.references = readReferences(reader);
    else if (reader.take('comment')) column.comment = reader.skip()?.text;
    else if (reader.take('generated') || reader.take('as')) {
      computed = true;
    } else reader.skip();
  }
  return { ...column, computed };
}

/** What ends a default that is not in brackets. */
const AFTER_DEFAULT = new Set([
  'not',
  'null',
  'primary',
  'unique',
  'check',
  'references',
  'constraint',
  'comment',
  'on',
  'collate',
  'generated',
]);

function readDefault(reader: Reader): SqlToken[] {
  const tokens: SqlToken[] = [];
  while (!reader.done) {
    const { next } = reader;
    const isEnd = next?.kind === 'word' && AFTER_DEFAULT.has(next.text);
    if (isEnd && tokens.length > 0) break;
    const inside = reader.brackets();
    if (inside) tokens.push(...(tokens.length > 0 ? [] : inside));
    else tokens.push(reader.skip()!);
  }
  return tokens;
}

function readAlter(
  reader: Reader,
  enums: ReadonlyMap<string, readonly string[]>,
  tables: readonly Table[],
): void {
  reader.take('if', 'exists');
  reader.take('only');
  const table = tableOf(tables, reader.name());
  const rest: SqlToken[] = [];
  while (!reader.done) rest.push(reader.skip()!);
  for (const change of table ? splitAt(rest, ',') : []) {
    const part = new Reader(change);
    if (!part.take('add')) continue;
    if (readConstraint(part, table!)) continue;
    part.take('column');
    part.take('if', 'not', 'exists');
    const column = readColumn(part, enums, table!);
    if (column) table!.columns.push(column);
  }
}

function readComment(reader: Reader, tables: readonly Table[]): void {
  if (reader.take('table')) {
    const table = tableOf(tables, reader.name());
    if (table && reader.take('is')) table.comment = reader.skip()?.text;
    return;
  }
  if (!reader.take('column')) return;
  const path: string[] = [];
  while (!reader.done && !reader.take('is')) {
    const token = reader.skip()!;
    if (token.text !== '.') path.push(token.text);
  }
  const [table, column] = path.slice(-2);
  const found = tableOf(tables, table);
  const target = found && column ? columnOf(found, column) : undefined;
  if (target) target.comment = reader.skip()?.text;
}

function tableOf(
  tables: readonly Table[],
  name: string | undefined,
): Table | undefined {
  return tables.find(table => isSame(table.name, name));
}

function columnOf(table: Table, name: string): Column | undefined {
  return table.columns.find(column => isSame(column.name, name));
}

function isSame(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase();
}
