import type { Knex } from 'knex';
import { chunks, inChunks } from './chunks';

/** The number that stands for each ref; refs that have none get one. */
export async function itemIds(
  knex: Knex,
  refs: Iterable<string>,
): Promise<Map<string, number>> {
  const wanted = [...new Set(refs)];
  const known = await knownItemIds(knex, wanted);
  const fresh = wanted.filter(ref => !known.has(ref));
  for (const part of chunks(fresh, 500)) {
    await knex('items')
      .insert(part.map(ref => ({ ref })))
      .onConflict('ref')
      .ignore();
  }
  const added = await knownItemIds(knex, fresh);
  return new Map([...known, ...added]);
}

/** The numbers of those refs that have one. */
export async function knownItemIds(
  knex: Knex,
  refs: Iterable<string>,
): Promise<Map<string, number>> {
  const rows = await inChunks(refs, part =>
    knex<{ id: number; ref: string }>('items')
      .select('id', 'ref')
      .whereIn('ref', part),
  );
  return new Map(rows.map(({ id, ref }) => [ref, id]));
}
