// Other ways to draw a landscape, each as its own documentation shows it: a layout engine with
// React Flow, and Mermaid.
import { useEffect, useRef, useState } from 'react';
import dagre from '@dagrejs/dagre';
import { type Edge, type Node, ReactFlow } from '@xyflow/react';
import ELK, { type ElkNode } from 'elkjs/lib/elk.bundled.js';
import mermaid from 'mermaid';
import { useSearchParams } from 'react-router-dom';
import { loadLandscape } from '../../../plugins/topology/src/entities/loadLandscape';
import {
  type Topology,
  topologyFromEntities,
} from '../../../plugins/topology-common/src';
import { catalogFromServer } from './catalogFromServer';
import '@xyflow/react/dist/style.css';

const CARD = { width: 176, height: 48 };

interface Flow {
  nodes: Node[];
  edges: Edge[];
}

const cardsOf = ({ nodes }: Topology) =>
  nodes.filter(({ shape }) => shape !== 'api');

const edgesOf = ({ edges }: Topology): Edge[] =>
  edges.map(({ id, from, to, protocol }) => ({
    ...{ id, source: from, target: to, label: protocol },
    type: 'smoothstep',
  }));

async function withElk(topology: Topology): Promise<Flow> {
  const childrenOf = (parent: string | undefined): ElkNode[] => [
    ...topology.boxes
      .filter(box => box.parent === parent)
      .map(({ id }) => ({ id, children: childrenOf(id) })),
    ...cardsOf(topology)
      .filter(({ box }) => box === parent)
      .map(({ id }) => ({ id, ...CARD })),
  ];
  const root = await new ELK().layout({
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
    },
    children: childrenOf(undefined),
    edges: topology.edges.map(({ id, from, to }) => ({
      id,
      sources: [from],
      targets: [to],
    })),
  });
  const placed = (node: ElkNode, parentId?: string): Node[] => [
    {
      id: node.id,
      ...(parentId ? { parentId } : { parentId: undefined }),
      position: { x: node.x ?? 0, y: node.y ?? 0 },
      data: { label: node.id },
      style: { width: node.width, height: node.height },
    },
    ...(node.children ?? []).flatMap(child => placed(child, node.id)),
  ];
  return {
    nodes: (root.children ?? []).flatMap(child => placed(child)),
    edges: edgesOf(topology),
  };
}

/** Without boxes: with them dagre finds no way round some of its own rectangles, and throws. */
async function withDagre(topology: Topology): Promise<Flow> {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR' });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of cardsOf(topology)) graph.setNode(id, { ...CARD });
  for (const { id, from, to } of topology.edges) {
    graph.setEdge(from, to, {}, id);
  }
  dagre.layout(graph);
  const placed = ({ id }: { id: string }): Node => {
    const { x, y } = graph.node(id);
    return {
      ...{ id, style: CARD, data: { label: id } },
      position: { x: x - CARD.width / 2, y: y - CARD.height / 2 },
    };
  };
  return { nodes: cardsOf(topology).map(placed), edges: edgesOf(topology) };
}

/** All of it as one diagram, with Mermaid's limits raised. */
async function withMermaid(topology: Topology): Promise<string> {
  const names = new Map<string, string>();
  const nameOf = (id: string) => {
    names.set(id, names.get(id) ?? `n${names.size}`);
    return names.get(id)!;
  };
  const inside = (parent: string | undefined): string[] => [
    ...topology.boxes
      .filter(box => box.parent === parent)
      .flatMap(({ id, name }) => [
        `subgraph ${nameOf(id)}["${name}"]`,
        ...inside(id),
        'end',
      ]),
    ...cardsOf(topology)
      .filter(({ box }) => box === parent)
      .map(({ id, name }) => `${nameOf(id)}["${name}"]`),
  ];
  const lines = topology.edges.map(
    ({ from, to, protocol }) =>
      `${nameOf(from)} -->|${protocol}| ${nameOf(to)}`,
  );
  mermaid.initialize({ maxEdges: 1e5, maxTextSize: 1e7, startOnLoad: false });
  const { svg } = await mermaid.render(
    'diagram',
    ['flowchart LR', ...inside(undefined), ...lines].join('\n'),
  );
  return svg;
}

const PEERS: Record<string, (topology: Topology) => Promise<Flow | string>> = {
  elk: withElk,
  dagre: withDagre,
  mermaid: withMermaid,
};

/** Loads the landscape as the landscape page does, and draws it with the peer that the address names. */
export function Peers() {
  const [params] = useSearchParams();
  const peer = params.get('peer') ?? '';
  const [drawing, setDrawing] = useState<Flow | string>();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    setDrawing(undefined);
    loadLandscape(catalogFromServer)
      .then(entities => PEERS[peer]!(topologyFromEntities(entities).topology))
      .then(setDrawing);
  }, [peer]);
  useEffect(() => {
    if (ref.current && typeof drawing === 'string') {
      ref.current.innerHTML = drawing;
    }
  }, [drawing]);
  return (
    <div ref={ref} style={{ height: 800 }}>
      {drawing && typeof drawing !== 'string' && (
        <ReactFlow {...drawing} fitView minZoom={0.01} />
      )}
    </div>
  );
}
