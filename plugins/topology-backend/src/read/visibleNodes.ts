import type {
  TopologyEdge,
  TopologyNode,
} from '@golden-path/backstage-plugin-topology-common';
import { isNamed, visiblePart } from '../access/visible';
import type { Viewer } from '../access/viewer';
import { knownItemIds } from '../database/items';
import { type At, edgesAround } from './rows';

/** Those of the nodes that a viewer may know of, wherever their edges are. */
export async function visibleNodes(
  at: At,
  viewer: Viewer,
  nodes: TopologyNode[],
): Promise<TopologyNode[]> {
  if (viewer.seesAll) return nodes;
  const none = { boxes: [], nodes: [], edges: [] };
  const part = await visiblePart(at.knex, viewer, { ...none, nodes });
  const unknown = part.nodes.filter(node => node.unknown);
  const ids = await knownItemIds(
    at.knex,
    unknown.map(({ id }) => id),
  );
  const rows = await edgesAround(at, ids.values());
  const edges = rows.map(({ doc }) => JSON.parse(doc) as TopologyEdge);
  const seen = await visiblePart(at.knex, viewer, { ...none, edges });
  const named = new Set(seen.edges.flatMap(({ from, to }) => [from, to]));
  return part.nodes.filter(node => isNamed(node, named));
}
