import type {
  LandscapeRollUp,
  Topology,
  TopologyBox,
  TopologyEdge,
  TopologyNode,
} from '@golden-path/backstage-plugin-topology-common';
import {
  boxPaths,
  edgeId,
  nodeOfBox,
  withoutRings,
} from '@golden-path/backstage-plugin-topology-common';
import type { Viewer } from '../access/viewer';
import { visiblePart } from '../access/visible';
import type { At } from './rows';
import { scan } from './scan';
import { visibleNodes } from './visibleNodes';

/** All that a viewer may see, rolled up, with how much each node and edge stands for. */
export interface Landscape {
  topology: Topology;
  /** In the order of the nodes. */
  parts: number[];
  /** In the order of the edges. */
  calls: number[];
}

interface Counted<T> {
  item: T;
  count: number;
}

/**
 * The calls between the systems, or domains, of the whole catalog. Nodes without such a box stand for
 * themselves. Nothing is counted that the viewer may not see.
 */
export async function landscapeOf(
  at: At,
  viewer: Viewer,
  kind: Exclude<LandscapeRollUp, 'none'>,
): Promise<Landscape> {
  const boxes = await allBoxes(at, viewer);
  const standIn = standIns(boxes, kind);
  const target = new Map<string, string>();
  const nodes = new Map<string, Counted<TopologyNode>>();
  for await (const page of scan<TopologyNode>(at, 'nodes')) {
    for (const node of await visibleNodes(at, viewer, page)) {
      const box = standIn(node.box);
      target.set(node.id, box?.id ?? node.id);
      // an API is a tab of its provider, and no part of its own
      const isTab = node.providedBy !== undefined;
      if (box) count(nodes, nodeOfBox(box), isTab ? 0 : 1);
      else count(nodes, node, 1);
    }
  }
  const edges = new Map<string, Counted<TopologyEdge>>();
  for await (const page of scan<TopologyEdge>(at, 'edges')) {
    const seen = await visiblePart(at.knex, viewer, {
      ...{ boxes: [], nodes: [] },
      edges: page,
    });
    for (const edge of seen.edges) {
      const from = target.get(edge.from);
      const to = target.get(edge.to);
      if (from && to && from !== to) count(edges, between(edge, from, to), 1);
    }
  }
  return inOrder(boxes, nodes, edges);
}

async function allBoxes(at: At, viewer: Viewer): Promise<TopologyBox[]> {
  const found: TopologyBox[] = [];
  for await (const page of scan<TopologyBox>(at, 'boxes')) {
    const seen = await visiblePart(at.knex, viewer, {
      ...{ nodes: [], edges: [] },
      boxes: page,
    });
    found.push(...seen.boxes);
  }
  return withoutRings(found);
}

/** Gives for a box the innermost box of a kind around it, or itself. */
function standIns(
  boxes: readonly TopologyBox[],
  kind: TopologyBox['kind'],
): (id: string | undefined) => TopologyBox | undefined {
  const byId = new Map(boxes.map(box => [box.id, box]));
  const pathOf = boxPaths(boxes);
  return id =>
    pathOf(id)
      .map(each => byId.get(each))
      .find(box => box?.kind === kind);
}

/** What all calls between two have in common; the operations of hundreds would tell nothing. */
function between(edge: TopologyEdge, from: string, to: string): TopologyEdge {
  const { protocol, mode, direction } = edge;
  return {
    id: edgeId({ from, to, protocol, direction }),
    from,
    to,
    protocol,
    mode,
    ...(direction ? { direction } : {}),
    operations: [],
    apis: [],
    declaredBy: [],
  };
}

function count<T extends { id: string }>(
  counted: Map<string, Counted<T>>,
  item: T,
  by: number,
): void {
  const known = counted.get(item.id);
  counted.set(item.id, {
    item: known?.item ?? item,
    count: (known?.count ?? 0) + by,
  });
}

function inOrder(
  boxes: readonly TopologyBox[],
  nodes: ReadonlyMap<string, Counted<TopologyNode>>,
  edges: ReadonlyMap<string, Counted<TopologyEdge>>,
): Landscape {
  const pathOf = boxPaths(boxes);
  const around = new Set<string>();
  for (const { item } of nodes.values()) {
    for (const id of pathOf(item.box)) around.add(id);
  }
  const sortedNodes = sorted(nodes);
  const sortedEdges = sorted(edges);
  return {
    topology: {
      boxes: sortById(boxes.filter(({ id }) => around.has(id))),
      nodes: sortedNodes.map(({ item }) => item),
      edges: sortedEdges.map(({ item }) => item),
    },
    parts: sortedNodes.map(each => each.count),
    calls: sortedEdges.map(each => each.count),
  };
}

function sorted<T>(counted: ReadonlyMap<string, Counted<T>>): Counted<T>[] {
  return [...counted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, each]) => each);
}

function sortById<T extends { id: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.id < b.id ? -1 : 1));
}
