import type { Knex } from 'knex';
import { inChunks } from '../database/chunks';
import type { BoxRow, EdgeRow, NodeRow } from '../database/rows';

/** Where rows are read: from which database, as of which revision. */
export interface At {
  knex: Knex;
  revision: number;
}

/** Rows of a table as they were at a revision. */
export function rowsAt<T extends object>(
  { knex, revision }: At,
  table: 'nodes' | 'boxes' | 'edges',
): Knex.QueryBuilder<T, T[]> {
  return knex(table)
    .where(`${table}.since`, '<=', revision)
    .where(`${table}.until`, '>', revision) as Knex.QueryBuilder<T, T[]>;
}

/** Nodes by one of their numbers. */
export function nodesBy(
  at: At,
  column: 'item_id' | 'box_id' | 'provider_id',
  ids: Iterable<number>,
): Promise<NodeRow[]> {
  return inChunks<number, NodeRow>(ids, part =>
    rowsAt<NodeRow>(at, 'nodes').whereIn(column, part),
  );
}

/** Edges that begin or end at one of these nodes, each once. */
export async function edgesAround(
  at: At,
  ids: Iterable<number>,
): Promise<EdgeRow[]> {
  const wanted = [...ids];
  const out = await edgesBy(at, 'from_id', wanted);
  const into = await edgesBy(at, 'to_id', wanted);
  return [...new Map([...out, ...into].map(row => [row.id, row])).values()];
}

/** Edges of which both ends are among these nodes. */
export async function edgesAmong(
  at: At,
  ids: ReadonlySet<number>,
): Promise<EdgeRow[]> {
  const rows = await edgesBy(at, 'from_id', ids);
  return rows.filter(({ to_id }) => ids.has(to_id));
}

function edgesBy(
  at: At,
  column: 'from_id' | 'to_id',
  ids: Iterable<number>,
): Promise<EdgeRow[]> {
  return inChunks<number, EdgeRow>(ids, part =>
    rowsAt<EdgeRow>(at, 'edges').whereIn(column, part),
  );
}

/** Boxes and all boxes around them. */
export async function boxesUpFrom(
  at: At,
  ids: Iterable<number | null>,
): Promise<BoxRow[]> {
  const found = new Map<number, BoxRow>();
  let wanted = present(ids);
  while (wanted.length > 0) {
    const rows = await inChunks<number, BoxRow>(wanted, part =>
      rowsAt<BoxRow>(at, 'boxes').whereIn('item_id', part),
    );
    for (const row of rows) found.set(row.item_id, row);
    wanted = present(rows.map(row => row.parent_id)).filter(
      id => !found.has(id),
    );
  }
  return [...found.values()];
}

/** Boxes inside these, at any depth, with these themselves. */
export async function boxesDownFrom(at: At, ids: number[]): Promise<number[]> {
  const found = new Set(ids);
  let wanted = ids;
  while (wanted.length > 0) {
    const rows = await inChunks<number, BoxRow>(wanted, part =>
      rowsAt<BoxRow>(at, 'boxes').whereIn('parent_id', part),
    );
    wanted = rows.map(row => row.item_id).filter(id => !found.has(id));
    for (const id of wanted) found.add(id);
  }
  return [...found];
}

function present(ids: Iterable<number | null>): number[] {
  return [...new Set(ids)].filter((id): id is number => id !== null);
}
