import fc from 'fast-check';
import { edgeId } from '../model/edges';
import {
  NodeShape,
  Protocol,
  Topology,
  TopologyBox,
  TopologyEdge,
  TopologyNode,
} from '../model/types';

const SHAPES: readonly NodeShape[] = [
  'service',
  'gateway',
  'worker',
  'website',
  'database',
  'cache',
  'topic',
  'external',
];
const PROTOCOLS: readonly Protocol[] = [
  'http',
  'grpc',
  'sql',
  'cache',
  'events',
];

/** Names that try to break out of whatever they are written into. */
export const hostileName = fc.oneof(
  fc.constantFrom(
    '</svg><script>alert(1)</script>',
    '"]; click n0 "javascript:alert(1)"',
    'end',
    '1. list',
    '`markdown`',
    ']]>',
    '<!--',
    '&amp;',
    'a\nsubgraph b',
    'x\u0000y\ud800',
    '订单服务',
    '🛒 cart',
    '%% comment',
    'a'.repeat(10_000),
  ),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
);

/** Topologies of nested boxes with anything calling anything, cycles and loops included. */
export function topologies(
  options: { maxNodes?: number; name?: fc.Arbitrary<string> } = {},
): fc.Arbitrary<Topology> {
  const { maxNodes = 24, name = fc.constantFrom('orders', 'payment-worker') } =
    options;
  const maxBoxes = 8;
  return fc
    .record({
      boxes: fc.array(fc.nat(20), { maxLength: maxBoxes }),
      nodes: fc.array(
        fc.record({
          shape: fc.constantFrom(...SHAPES),
          box: fc.nat(maxBoxes + 2),
          apis: fc.nat(2),
          name,
        }),
        { minLength: 1, maxLength: maxNodes },
      ),
      edges: fc.array(
        fc.tuple(fc.nat(200), fc.nat(200), fc.constantFrom(...PROTOCOLS)),
        { maxLength: maxNodes * 3 },
      ),
    })
    .map(({ boxes, nodes, edges }) => build(boxes, nodes, edges));
}

function build(
  boxes: readonly number[],
  nodes: readonly {
    shape: NodeShape;
    box: number;
    apis: number;
    name: string;
  }[],
  edges: readonly (readonly [number, number, Protocol])[],
): Topology {
  const inBox = (k: number) => (k < boxes.length ? { box: `box-${k}` } : {});
  const plain = nodes.map(
    ({ shape, box, name }, i): TopologyNode => ({
      id: `node-${i}`,
      shape,
      name,
      tags: [],
      ...inBox(box),
    }),
  );
  const apis = nodes.flatMap(({ apis: count, name, box }, i) =>
    Array.from(
      { length: count },
      (_, k): TopologyNode => ({
        id: `api-${i}-${k}`,
        shape: 'api',
        name,
        tags: [],
        providedBy: `node-${i}`,
        ...inBox(box),
      }),
    ),
  );
  const links = edges.map(([a, b, protocol]): TopologyEdge => {
    const from = `node-${a % nodes.length}`;
    const to = `node-${b % nodes.length}`;
    return {
      id: edgeId({ from, to, protocol }),
      from,
      to,
      protocol,
      mode: protocol === 'events' ? 'async' : 'sync',
      operations: [],
      apis: [],
      declaredBy: [from],
    };
  });
  return {
    // a box may be in an earlier one only: no cycles
    boxes: boxes.map(
      (parent, i): TopologyBox => ({
        id: `box-${i}`,
        kind: parent % 3 === 0 ? 'domain' : 'system',
        name: `box ${i}`,
        ...(parent < i ? { parent: `box-${parent}` } : {}),
      }),
    ),
    nodes: [...plain, ...apis],
    edges: links,
  };
}

/** The same topology with its lists in another order. */
export function shuffled(topology: Topology): fc.Arbitrary<Topology> {
  const shuffle = <T>(list: readonly T[]) =>
    fc.shuffledSubarray([...list], {
      minLength: list.length,
      maxLength: list.length,
    });
  return fc.record({
    boxes: shuffle(topology.boxes),
    nodes: shuffle(topology.nodes),
    edges: shuffle(topology.edges),
  });
}
