import type { Knex } from 'knex';
import { chunks, inChunks, insertAll } from '../database/chunks';
import { FOR_EVER } from '../database/rows';

/** A row as it has to be from this revision on. */
export interface Wanted {
  /** The item that the row belongs to. */
  owner: number;
  /** Tells the rows of one owner apart. */
  key: string;
  /** The box that it is in. */
  place: number | null;
  row: { doc: string } & Record<string, number | string | null>;
}

/** A row that was written or ended. */
export interface Replaced {
  owner: number;
  /** True if its box is another than before. */
  moved: boolean;
}

const PLACE = { nodes: 'box_id', boxes: 'parent_id', edges: undefined };

/**
 * Makes the rows of some owners those that are wanted: ends what is gone, begins what is new, leaves what
 * is the same. What only the revision being written had is deleted, for nobody has seen it.
 */
export async function replaceRows(
  at: { knex: Knex; revision: number; ids: readonly number[] },
  table: keyof typeof PLACE,
  ownerColumn: 'item_id' | 'caller_id',
  wanted: readonly Wanted[],
): Promise<Replaced[]> {
  const { knex, revision, ids } = at;
  const current = await currentRows(knex, table, ownerColumn, ids);
  const fresh = new Map(wanted.map(each => [keyOf(each), each]));
  const ended = current.filter(row => !isSame(row, fresh.get(keyOf(row))));
  const kept = new Set(current.map(keyOf));
  for (const row of ended) kept.delete(keyOf(row));
  const begun = wanted.filter(each => !kept.has(keyOf(each)));
  const places = new Map(ended.map(row => [keyOf(row), row.place]));
  for (const part of chunks(ended.map(({ id }) => id))) {
    await knex(table).whereIn('id', part).where('since', revision).delete();
    await knex(table).whereIn('id', part).update({ until: revision });
  }
  const rows = begun.map(({ row }) => ({
    ...row,
    since: revision,
    until: FOR_EVER,
  }));
  await insertAll(knex, table, rows);
  const replaced = new Map<string, Replaced>();
  for (const each of [...ended, ...begun]) {
    const key = keyOf(each);
    const moved = places.get(key) !== fresh.get(key)?.place;
    replaced.set(key, { owner: each.owner, moved });
  }
  return [...replaced.values()];
}

interface Current {
  id: number;
  owner: number;
  key: string;
  place: number | null;
  doc: string;
}

async function currentRows(
  knex: Knex,
  table: keyof typeof PLACE,
  ownerColumn: string,
  ids: readonly number[],
): Promise<Current[]> {
  const place = PLACE[table];
  const rows = await inChunks<number, Omit<Current, 'key'>>(ids, part =>
    knex(table)
      .select('id', 'doc', { owner: ownerColumn })
      .modify(query => {
        if (place) query.select({ place });
      })
      .whereIn(ownerColumn, part)
      .where('until', FOR_EVER),
  );
  return rows.map(row => ({
    id: row.id,
    owner: row.owner,
    key: table === 'edges' ? (JSON.parse(row.doc) as { id: string }).id : '',
    place: row.place ?? null,
    doc: row.doc,
  }));
}

function isSame(current: Current, wanted: Wanted | undefined): boolean {
  return current.doc === wanted?.row.doc;
}

function keyOf(each: { owner: number; key: string }): string {
  return `${each.owner} ${each.key}`;
}
