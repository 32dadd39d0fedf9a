import type { Knex } from 'knex';

/** Values that one statement may carry, with room for others: SQLite takes 32,766, PostgreSQL 65,535. */
const MAX_BINDINGS = 10_000;
/** SQLite makes a multi-row insert into so many terms of one compound select. */
const MAX_ROWS = 500;

/** The list in parts of at most `size`. */
export function chunks<T>(list: readonly T[], size = MAX_BINDINGS): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < list.length; at += size) {
    parts.push(list.slice(at, at + size));
  }
  return parts;
}

/** Asks once for every part of a list of ids, and joins the answers. */
export async function inChunks<T, R>(
  list: Iterable<T>,
  ask: (part: T[]) => PromiseLike<R[]>,
): Promise<R[]> {
  const found: R[] = [];
  for (const part of chunks([...new Set(list)])) {
    // not `push(...rows)`: a popular node has more rows than a call may have arguments
    for (const row of await ask(part)) found.push(row);
  }
  return found;
}

/** Inserts rows, many in a statement. */
export async function insertAll(
  knex: Knex,
  table: string,
  rows: readonly object[],
): Promise<void> {
  for (const part of chunks(rows, MAX_ROWS)) await knex(table).insert(part);
}
