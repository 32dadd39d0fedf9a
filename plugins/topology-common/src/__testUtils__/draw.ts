import { edgeId, mergeEdges } from '../model/edges';
import {
  NodeShape,
  Protocol,
  Topology,
  TopologyEdge,
  TopologyNode,
} from '../model/types';

const ARROWS: Readonly<Record<string, Partial<TopologyEdge>>> = {
  '->': { protocol: 'http' },
  '=>': { protocol: 'grpc' },
  '~>': { protocol: 'http', mode: 'async' },
  '-)': { protocol: 'events', mode: 'async', direction: 'publish' },
  '(-': { protocol: 'events', mode: 'async', direction: 'subscribe' },
  '-|': { protocol: 'sql' },
};

const SHAPES: readonly [RegExp, NodeShape][] = [
  [/db$/, 'database'],
  [/cache$/, 'cache'],
  [/events$/, 'topic'],
  [/worker$/, 'worker'],
];

/**
 * A topology as people draw one in a comment. A line `a -> b => c` has an HTTP and a gRPC call; `~>` is a call
 * nobody waits for, `-)` publishes, `(-` leads to a subscriber, `-|` is SQL. `shop: a b` puts nodes into a system.
 * Names that end with db, cache, events or worker have those shapes.
 */
export function draw(
  text: string,
  more: Readonly<Record<string, Partial<TopologyNode>>> = {},
): Topology {
  const nodes = new Map<string, TopologyNode>();
  const edges: TopologyEdge[] = [];
  const boxes = new Set<string>();
  const nodeOf = (id: string) => {
    const shape = SHAPES.find(([ending]) => ending.test(id))?.[1] ?? 'service';
    const known = nodes.get(id) ?? { id, name: id, shape, tags: [] };
    nodes.set(id, { ...known, ...more[id] });
    return id;
  };
  for (const line of text.trim().split('\n')) {
    const [first = '', ...words] = line.trim().split(/\s+/);
    if (first.endsWith(':')) {
      const box = first.slice(0, -1);
      boxes.add(box);
      for (const id of words) {
        nodes.set(nodeOf(id), { ...node(nodes, id), box });
      }
      continue;
    }
    let from = nodeOf(first);
    for (let i = 0; i < words.length; i += 2) {
      const arrow = ARROWS[words[i] ?? ''];
      if (!arrow) throw new Error(`no arrow: ${words[i]}`);
      const to = nodeOf(words[i + 1] ?? '');
      edges.push(edge(from, to, arrow));
      from = to;
    }
  }
  return {
    boxes: [...boxes].map(id => ({ id, kind: 'system', name: id })),
    nodes: [...nodes.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    edges: mergeEdges(edges),
  };
}

function node(nodes: ReadonlyMap<string, TopologyNode>, id: string) {
  const found = nodes.get(id);
  if (!found) throw new Error(`no node: ${id}`);
  return found;
}

function edge(
  from: string,
  to: string,
  arrow: Partial<TopologyEdge>,
): TopologyEdge {
  const protocol: Protocol = arrow.protocol ?? 'http';
  const ends = { from, to, protocol, ...arrow };
  return {
    mode: 'sync',
    operations: [],
    apis: [],
    declaredBy: [from],
    ...ends,
    id: edgeId(ends),
  };
}
