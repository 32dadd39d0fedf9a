import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { knownItemIds } from '../database/items';
import type { NodeRow } from '../database/rows';
import { type At, boxesDownFrom, edgesAround, nodesBy, rowsAt } from './rows';
import { topologyOf } from './topologyOf';

/**
 * A system or domain with all it holds, and one step out: whoever calls in or is called.
 * Undefined, if the index has no such box.
 */
export async function boxOf(
  at: At,
  ref: string,
): Promise<Topology | undefined> {
  const own = (await knownItemIds(at.knex, [ref])).get(ref);
  if (own === undefined) return undefined;
  const box = await rowsAt<{ id: number }>(at, 'boxes')
    .where('item_id', own)
    .first();
  if (!box) return undefined;
  const inside = await nodesBy(at, 'box_id', await boxesDownFrom(at, [own]));
  const edges = await edgesAround(
    at,
    inside.map(({ item_id }) => item_id),
  );
  const held = new Set(inside.map(({ item_id }) => item_id));
  const outside = edges
    .flatMap(({ from_id, to_id }) => [from_id, to_id])
    .filter(id => !held.has(id));
  const beyond = [
    ...(await nodesBy(at, 'item_id', outside)),
    // the APIs of those beyond are drawn as tabs on them
    ...(await nodesBy(at, 'provider_id', outside)),
  ].filter(({ item_id }) => !held.has(item_id));
  // a box without content is still shown as one
  return topologyOf(at, distinct([...inside, ...beyond]), edges, [own]);
}

function distinct(rows: readonly NodeRow[]): NodeRow[] {
  return [...new Map(rows.map(row => [row.id, row])).values()];
}
