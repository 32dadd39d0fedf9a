import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import type { EdgeRow, NodeRow } from '../database/rows';
import type { Landscape } from './landscape';
import { type At, rowsAt } from './rows';
import { topologyOf } from './topologyOf';

/** A part of a landscape, and where the next begins. */
export interface LandscapePage extends Landscape {
  next?: number;
}

/**
 * So many nodes of a landscape. An edge comes with the later of its ends: whoever has all pages up to
 * this one has both.
 */
export function pageOf(
  landscape: Landscape,
  offset: number,
  limit: number,
): LandscapePage {
  const { boxes, nodes, edges } = landscape.topology;
  const end = offset + limit;
  if (offset === 0 && nodes.length <= limit) return landscape;
  const place = new Map(nodes.map(({ id }, index) => [id, index]));
  const laterEnd = ({ from, to }: { from: string; to: string }) =>
    Math.max(place.get(from) ?? 0, place.get(to) ?? 0);
  const isHere = edges.map(edge => {
    const later = laterEnd(edge);
    return later >= offset && later < end;
  });
  return {
    topology: {
      boxes: offset === 0 ? boxes : [],
      nodes: nodes.slice(offset, end),
      edges: edges.filter((_, index) => isHere[index]),
    },
    parts: landscape.parts.slice(offset, end),
    calls: landscape.calls.filter((_, index) => isHere[index]),
    ...(end < nodes.length ? { next: end } : {}),
  };
}

/** So many nodes of the whole topology, as {@link pageOf}, after the item with the number `after`. */
export async function wholePage(
  at: At,
  after: number,
  limit: number,
): Promise<{ topology: Topology; next?: number }> {
  const nodes = await rowsAt<NodeRow>(at, 'nodes')
    .where('item_id', '>', after)
    .orderBy('item_id')
    .limit(limit);
  const last = nodes[nodes.length - 1]?.item_id ?? after;
  const edges = await edgesWithin(at, after, last);
  return {
    topology: await topologyOf(at, nodes, edges),
    ...(nodes.length === limit ? { next: last } : {}),
  };
}

async function edgesWithin(
  at: At,
  after: number,
  last: number,
): Promise<EdgeRow[]> {
  const edges = await rowsAt<EdgeRow>(at, 'edges')
    .whereBetween('from_id', [after + 1, last])
    .where('to_id', '<=', last);
  const back = await rowsAt<EdgeRow>(at, 'edges')
    .whereBetween('to_id', [after + 1, last])
    .where('from_id', '<=', after);
  return [...edges, ...back];
}
