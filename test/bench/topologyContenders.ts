import dagre from '@dagrejs/dagre';
import ELK, { ElkExtendedEdge, ElkNode } from 'elkjs';
import { Topology, layout } from '../../plugins/topology-common/src';
import { Corner, RoutedEdge } from './routedQuality';

/** Lays out the topology once, and gives its edges as routed. */
export type Contender = (
  topology: Topology,
) => RoutedEdge[] | Promise<RoutedEdge[]>;

const CARD = { width: 176, height: 48 };

export function layoutWithScene(topology: Topology): RoutedEdge[] {
  return layout(topology).edges.map(({ from, to, points }) => ({
    from,
    to,
    corners: points,
  }));
}

/** Dagre with boxes as compound nodes, as Backstage's own graph uses it. */
export function layoutWithDagre(topology: Topology): RoutedEdge[] {
  const graph = new dagre.graphlib.Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: 'LR' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const box of topology.boxes) {
    graph.setNode(box.id, {});
    if (box.parent) graph.setParent(box.id, box.parent);
  }
  const cards = topology.nodes.filter(n => n.shape !== 'api');
  for (const node of cards) {
    graph.setNode(node.id, { ...CARD });
    if (node.box) graph.setParent(node.id, node.box);
  }
  for (const edge of topology.edges) {
    graph.setEdge(edge.from, edge.to, {}, edge.id);
  }
  dagre.layout(graph);
  return graph.edges().map(({ v, w, name }) => ({
    from: v,
    to: w,
    corners: graph.edge(v, w, name).points,
  }));
}

/** ELK's layered algorithm over the whole hierarchy, with orthogonal edges. */
export async function layoutWithElk(topology: Topology): Promise<RoutedEdge[]> {
  const childrenOf = (parent: string | undefined): ElkNode[] => [
    ...topology.boxes
      .filter(box => box.parent === parent)
      .map(box => ({ id: box.id, children: childrenOf(box.id) })),
    ...topology.nodes
      .filter(node => node.box === parent && node.shape !== 'api')
      .map(node => ({ id: node.id, ...CARD })),
  ];
  const root = await new ELK().layout({
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
      'elk.json.edgeCoords': 'ROOT',
    },
    children: childrenOf(undefined),
    edges: topology.edges.map(edge => ({
      id: edge.id,
      sources: [edge.from],
      targets: [edge.to],
    })),
  });
  return (root.edges ?? []).map(edge => ({
    from: edge.sources[0] ?? '',
    to: edge.targets[0] ?? '',
    corners:
      (edge as ElkExtendedEdge).sections?.flatMap(
        ({ startPoint, bendPoints = [], endPoint }): Corner[] => [
          startPoint,
          ...bendPoints,
          endPoint,
        ],
      ) ?? [],
  }));
}
