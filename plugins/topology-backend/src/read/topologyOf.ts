import {
  type Topology,
  type TopologyBox,
  type TopologyEdge,
  type TopologyFinding,
  type TopologyNode,
  withoutRings,
} from '@golden-path/backstage-plugin-topology-common';
import type { Knex } from 'knex';
import { inChunks } from '../database/chunks';
import type { BoxRow, EdgeRow, NodeRow } from '../database/rows';
import { type At, boxesUpFrom } from './rows';

/** The topology that some nodes and edges make, with the boxes around them, and boxes that may be empty. */
export async function topologyOf(
  at: At,
  nodes: readonly NodeRow[],
  edges: readonly EdgeRow[],
  empty: readonly number[] = [],
): Promise<Topology> {
  const boxes = await boxesUpFrom(at, [
    ...nodes.map(row => row.box_id),
    ...empty,
  ]);
  return {
    boxes: withoutRings(docsOf<TopologyBox>(boxes)),
    nodes: docsOf<TopologyNode>(nodes),
    edges: docsOf<TopologyEdge>(edges),
  };
}

/** What rows hold, sorted by id, as every topology is. */
export function docsOf<T extends { id: string }>(
  rows: readonly (NodeRow | BoxRow | EdgeRow)[],
): T[] {
  const docs = rows.map(({ doc }) => JSON.parse(doc) as T);
  return docs.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** What is wrong in the declarations of these nodes and boxes. */
export async function findingsOf(
  knex: Knex,
  topology: Topology,
): Promise<TopologyFinding[]> {
  const refs = [...topology.nodes, ...topology.boxes].map(({ id }) => id);
  return inChunks<string, TopologyFinding>(refs, part =>
    knex('findings')
      .join('items', 'items.id', 'findings.item_id')
      .select({ entityRef: 'items.ref', message: 'findings.message' })
      .whereIn('items.ref', part)
      .orderBy(['items.ref', 'findings.id']),
  );
}
