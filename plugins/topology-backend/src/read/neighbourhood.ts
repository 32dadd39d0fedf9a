import type {
  Topology,
  TopologyEdge,
} from '@golden-path/backstage-plugin-topology-common';
import {
  knowable,
  refsIn,
  seenEntities,
  visibleEdges,
} from '../access/visible';
import type { Viewer } from '../access/viewer';
import { inChunks } from '../database/chunks';
import { knownItemIds } from '../database/items';
import type { EdgeRow } from '../database/rows';
import { type At, edgesAmong, edgesAround, nodesBy } from './rows';
import { topologyOf } from './topologyOf';

/** More than a view can show; what is further away is left out. */
const MAX_NODES = 2000;

/**
 * What is within `depth` calls of an entity, callers and callees alike; for an API, of its provider.
 * No way leads through what the viewer may not see. Undefined, if the index has no such node.
 */
export async function neighbourhoodOf(
  at: At,
  viewer: Viewer,
  ref: string,
  depth: number,
): Promise<Topology | undefined> {
  const own = (await knownItemIds(at.knex, [ref])).get(ref);
  const [node] = own === undefined ? [] : await nodesBy(at, 'item_id', [own]);
  if (!node) return undefined;
  const start = node.provider_id ?? node.item_id;
  const reached = new Set(await seenItems(at, viewer, [start, node.item_id]));
  if (!reached.has(node.item_id)) return undefined;
  let frontier = [...reached];
  for (let step = 0; step < depth && reached.size < MAX_NODES; step += 1) {
    const edges = await seenEdges(at, viewer, await edgesAround(at, frontier));
    const ends = edges.flatMap(({ from_id, to_id }) => [from_id, to_id]);
    const fresh = [...new Set(ends)].filter(id => !reached.has(id));
    frontier = fresh.slice(0, MAX_NODES - reached.size);
    for (const id of frontier) reached.add(id);
  }
  return partAround(at, reached);
}

/** Some nodes with their APIs, the calls among them and the boxes around them. */
export async function partAround(
  at: At,
  items: ReadonlySet<number>,
): Promise<Topology> {
  const nodes = await nodesBy(at, 'item_id', items);
  const tabs = await nodesBy(at, 'provider_id', items);
  const all = [...new Map([...nodes, ...tabs].map(n => [n.id, n])).values()];
  const kept = new Set(all.map(({ item_id }) => item_id));
  return topologyOf(at, all, await edgesAmong(at, kept));
}

async function seenEdges(
  at: At,
  viewer: Viewer,
  rows: EdgeRow[],
): Promise<EdgeRow[]> {
  if (viewer.seesAll) return rows;
  const edges = rows.map(({ doc }) => JSON.parse(doc) as TopologyEdge);
  const refs = refsIn({ boxes: [], nodes: [], edges });
  const known = await knowable(at.knex, viewer, refs);
  const seen = new Set(visibleEdges(edges, known).map(({ id }) => id));
  return rows.filter((_, index) => seen.has(edges[index]?.id ?? ''));
}

async function seenItems(
  at: At,
  viewer: Viewer,
  ids: readonly number[],
): Promise<number[]> {
  const items = await inChunks<number, { id: number; ref: string }>(ids, part =>
    at.knex('items').select('id', 'ref').whereIn('id', part),
  );
  const refs = items.map(({ ref }) => ref);
  const seen = await seenEntities(at.knex, viewer, refs);
  return items.filter(({ ref }) => seen.has(ref)).map(({ id }) => id);
}
