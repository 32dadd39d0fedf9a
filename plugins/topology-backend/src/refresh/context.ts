import type { CatalogEntity } from '@golden-path/backstage-plugin-topology-common';
import type { Knex } from 'knex';
import { inChunks } from '../database/chunks';
import type { ItemRow } from '../database/rows';
import { links } from './affected';

/** Subcomponents of subcomponents: deeper than anyone nests, and an end for those in a ring. */
const MAX_NESTING = 20;

/**
 * The entities that have a say in the nodes, boxes and calls of some items: they themselves, whom they
 * call with the APIs and providers of these, and the components that they are part of.
 */
export async function contextOf(
  knex: Knex,
  ids: readonly number[],
): Promise<CatalogEntity[]> {
  const wanted = new Set(ids);
  const own = await links(knex, 'from_id', ids);
  const targets = own.flatMap(({ type, to_id }) =>
    type === 'calls' ? [to_id] : [],
  );
  const provided = await links(knex, 'from_id', targets, ['provides']);
  const providing = await links(knex, 'to_id', targets, ['provides']);
  add(wanted, targets);
  for (const link of [...own, ...provided, ...providing]) {
    add(wanted, [link.declared_by, link.to_id]);
    if (link.type === 'provides') add(wanted, [link.from_id]);
  }
  add(wanted, await referringTo(knex, ids));
  add(wanted, await wholesOf(knex, ids));
  const rows = await inChunks(wanted, part =>
    knex<ItemRow>('items')
      .select('doc')
      .whereIn('id', part)
      .whereNotNull('doc'),
  );
  return rows.map(({ doc }) => JSON.parse(doc!) as CatalogEntity);
}

function add(set: Set<number>, ids: Iterable<number>): void {
  for (const id of ids) set.add(id);
}

/** What no entity describes is drawn if someone names it: so those who do are needed. */
async function referringTo(
  knex: Knex,
  ids: readonly number[],
): Promise<number[]> {
  const rows = await inChunks(ids, part =>
    knex('links')
      .join('items', 'items.id', 'links.to_id')
      .select<{ declared_by: number; from_id: number }[]>(
        'links.declared_by',
        'links.from_id',
      )
      .whereIn('links.to_id', part)
      .whereNull('items.etag'),
  );
  return rows.flatMap(({ declared_by, from_id }) => [declared_by, from_id]);
}

/** Where items without a system of their own are placed: their provider, their whole, and so on up. */
async function wholesOf(
  knex: Knex,
  ids: readonly number[],
): Promise<Set<number>> {
  const found = new Set<number>();
  let frontier = [...ids];
  for (let level = 0; level < MAX_NESTING && frontier.length > 0; level += 1) {
    const up = await links(knex, 'from_id', frontier, ['partOf']);
    const providers = await links(knex, 'to_id', frontier, ['provides']);
    const next = [
      ...up.flatMap(({ to_id, declared_by }) => [to_id, declared_by]),
      ...providers.flatMap(({ from_id, declared_by }) => [
        from_id,
        declared_by,
      ]),
    ];
    frontier = [...new Set(next)].filter(id => !found.has(id));
    add(found, frontier);
  }
  return found;
}
