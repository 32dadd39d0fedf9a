import type { Knex } from 'knex';
import { chunks, inChunks } from '../database/chunks';
import type { LinkRow } from '../database/rows';

/**
 * The items whose node, box or calls may differ when these entities do: they themselves, what they name and
 * nobody describes, whoever calls them or one of their APIs, or the provider of one that is an API, and
 * what is placed where they are. Asked before and after a change, for links come and go.
 */
export async function affectedBy(
  knex: Knex,
  ids: readonly number[],
): Promise<Set<number>> {
  const own = await links(knex, 'declared_by', ids);
  const ends = own.flatMap(({ from_id, to_id }) => [from_id, to_id]);
  const undescribed = await withoutEntity(knex, ends);
  const provided = await links(knex, 'from_id', ids, ['provides']);
  const apis = provided.map(({ to_id }) => to_id);
  const providers = await links(knex, 'to_id', ids, ['provides']);
  const called = [...ids, ...apis, ...providers.map(link => link.from_id)];
  const callers = await links(knex, 'to_id', called, ['calls']);
  const parts = await partsOf(knex, ids);
  return new Set([
    ...ids,
    ...undescribed,
    ...apis,
    ...callers.map(({ from_id }) => from_id),
    ...parts,
  ]);
}

/** What is placed where these components are: their parts and their APIs. Boxes place nothing else. */
export async function placedWith(
  knex: Knex,
  ids: readonly number[],
): Promise<number[]> {
  const provided = await links(knex, 'from_id', ids, ['provides']);
  const parts = await partsOf(knex, ids);
  return [...provided.map(({ to_id }) => to_id), ...parts];
}

/** Parts of components; a system or domain has no say in where its parts are. */
async function partsOf(knex: Knex, ids: readonly number[]): Promise<number[]> {
  const rows = await inChunks(ids, part =>
    knex('links')
      .join('items', 'items.id', 'links.to_id')
      .select<{ from_id: number }[]>('links.from_id')
      .where('links.type', 'partOf')
      .whereIn('links.to_id', part)
      .where('items.ref', 'like', 'component:%'),
  );
  return rows.map(({ from_id }) => from_id);
}

/** Marks items whose part of the topology has to be computed again. */
export async function markStale(
  knex: Knex,
  ids: Iterable<number>,
): Promise<void> {
  const rows = [...new Set(ids)].map(item_id => ({ item_id }));
  for (const part of chunks(rows, 500)) {
    await knex('stale_items').insert(part).onConflict('item_id').ignore();
  }
}

/** Links by one of their ends, or by who declares them. */
export function links(
  knex: Knex,
  by: 'declared_by' | 'from_id' | 'to_id',
  ids: readonly number[],
  types: readonly LinkRow['type'][] = ['calls', 'provides', 'partOf'],
): Promise<LinkRow[]> {
  return inChunks(ids, part =>
    knex<LinkRow>('links')
      .select('declared_by', 'type', 'from_id', 'to_id')
      .whereIn(by, part)
      .whereIn('type', [...types]),
  );
}

async function withoutEntity(
  knex: Knex,
  ids: readonly number[],
): Promise<number[]> {
  const rows = await inChunks(ids, part =>
    knex<{ id: number; etag: string | null }>('items')
      .select('id')
      .whereNull('etag')
      .whereIn('id', part),
  );
  return rows.map(({ id }) => id);
}
