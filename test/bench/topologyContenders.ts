import dagre from '@dagrejs/dagre';
import ELK, { ElkNode } from 'elkjs';
import { Topology, layout } from '../../plugins/topology-common/src';

/** Lays out the same topology once. */
export type Contender = () => unknown | Promise<unknown>;

const CARD = { width: 176, height: 48 };

export function layoutWithScene(topology: Topology): unknown {
  return layout(topology);
}

/** Dagre with boxes as compound nodes, as Backstage's own graph uses it. */
export function layoutWithDagre(topology: Topology): unknown {
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
  return dagre.layout(graph);
}

/** ELK's layered algorithm over the whole hierarchy, with orthogonal edges. */
export function layoutWithElk(topology: Topology): Promise<unknown> {
  const childrenOf = (parent: string | undefined): ElkNode[] => [
    ...topology.boxes
      .filter(box => box.parent === parent)
      .map(box => ({ id: box.id, children: childrenOf(box.id) })),
    ...topology.nodes
      .filter(node => node.box === parent && node.shape !== 'api')
      .map(node => ({ id: node.id, ...CARD })),
  ];
  return new ELK().layout({
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
    },
    children: childrenOf(undefined),
    edges: topology.edges.map(edge => ({
      id: edge.id,
      sources: [edge.from],
      targets: [edge.to],
    })),
  });
}
