import fc from 'fast-check';
import { topologyFromEntities } from '../catalog/topologyFromEntities';
import { shuffled, topologies } from '../__testUtils__/arbitraries';
import {
  contains,
  edgesThroughBoxes,
  edgesThroughNodes,
  legs,
  overlap,
  overlapping,
} from '../__testUtils__/geometry';
import { landscape } from '../__testUtils__/landscape';
import { shopEntities } from '../__testUtils__/shop';
import { Topology } from '../model/types';
import { layout } from './layout';
import { LayoutOptions } from './options';
import { Scene } from './scene';

const OPTIONS: fc.Arbitrary<LayoutOptions> = fc.record({
  density: fc.constantFrom<LayoutOptions['density']>('normal', 'compact'),
  collapsed: fc
    .array(fc.nat(8), { maxLength: 4 })
    .map(ids => new Set(ids.map(i => `box-${i}`))),
});

/** Landscapes large enough for cables, some of their systems collapsed. */
const LANDSCAPES = fc
  .tuple(fc.integer({ min: 40, max: 90 }), fc.nat(1000), fc.nat(11))
  .map(([services, seed, collapsed]): [Topology, LayoutOptions] => {
    const topology = landscape(services, seed);
    const systems = topology.boxes.filter(b => b.kind === 'system');
    const ids = systems.slice(0, collapsed).map(b => b.id);
    return [topology, { collapsed: new Set(ids) }];
  });

/** Topologies of which something else was drawn before. */
const AFTER_OTHERS = fc
  .tuple(topologies(), OPTIONS, topologies(), OPTIONS)
  .map(([topology, options, other, before]): [Topology, LayoutOptions] => {
    const { density } = options;
    const previous = layout(other, { ...before, density });
    return [topology, { ...options, previous }];
  });

const ANY = fc.oneof(
  { weight: 15, arbitrary: fc.tuple(topologies(), OPTIONS) },
  { weight: 8, arbitrary: AFTER_OTHERS },
  { weight: 1, arbitrary: LANDSCAPES },
);

/** Checks a promise on many random topologies. */
function always(promise: (scene: Scene) => void): void {
  fc.assert(
    fc.property(ANY, ([topology, options]) =>
      promise(layout(topology, options)),
    ),
    { numRuns: 400 },
  );
}

describe('layout of any topology', () => {
  it('lets no two nodes or tabs overlap', () => {
    always(scene => {
      const rects = scene.nodes.flatMap(n => [n, ...n.tabs]);
      expect(overlapping(rects)).toEqual([]);
    });
  });

  it('keeps nodes and boxes inside the box that holds them', () => {
    always(scene => {
      const boxes = new Map(scene.boxes.map(b => [b.id, b]));
      const whole = { x: 0, y: 0, width: scene.width, height: scene.height };
      for (const node of scene.nodes) {
        const outer = boxes.get(node.parent ?? '') ?? whole;
        [node, ...node.tabs].forEach(r =>
          expect(contains(outer, r)).toBe(true),
        );
      }
      for (const box of scene.boxes) {
        const outer = boxes.get(box.box.parent ?? '') ?? whole;
        expect(contains(outer, box)).toBe(true);
      }
    });
  });

  it('lets no two boxes overlap unless one holds the other', () => {
    always(scene => {
      for (const a of scene.boxes) {
        for (const b of scene.boxes) {
          if (a.id === b.id || contains(a, b) || contains(b, a)) continue;
          expect(overlap(a, b)).toBe(false);
        }
      }
    });
  });

  it('leads no edge through a node that is not its own', () => {
    always(scene => expect(edgesThroughNodes(scene)).toEqual([]));
  });

  it('leads no edge through a box that holds neither of its ends', () => {
    always(scene => expect(edgesThroughBoxes(scene)).toEqual([]));
  });

  it('draws edges in horizontal and vertical legs, from node to node', () => {
    always(scene => {
      const nodes = new Map(scene.nodes.map(n => [n.id, n]));
      for (const edge of scene.edges) {
        const slanted = legs(edge).filter(
          l => l.a.x !== l.b.x && l.a.y !== l.b.y,
        );
        expect(slanted).toEqual([]);
        const tip = edge.points[edge.points.length - 1];
        const target = nodes.get(edge.to);
        expect(tip && target && touches(target, tip)).toBe(true);
        expect([edge.head.x, edge.head.y]).toEqual([tip?.x, tip?.y]);
      }
    });
  });

  it('lets no two labels or pills touch, and none lie on a node', () => {
    always(scene => {
      const chips = scene.edges
        .flatMap(e => e.label ?? e.pill ?? [])
        .map(({ x, y, width, height }) => ({
          x: x - width / 2,
          y: y - height / 2,
          width,
          height,
        }));
      expect(overlapping(chips)).toEqual([]);
      const covered = chips.filter(c => scene.nodes.some(n => overlap(c, n)));
      expect(covered).toEqual([]);
    });
  });

  it('gives the same scene whatever the order of the input', () => {
    fc.assert(
      fc.property(
        topologies().chain(t => fc.tuple(fc.constant(t), shuffled(t))),
        ([topology, other]) => {
          expect(layout(other)).toEqual(layout(topology));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('layout of a shop', () => {
  const { topology } = topologyFromEntities(shopEntities());
  const scene = layout(topology);
  const at = (name: string) => {
    const node = scene.nodes.find(n => n.id.endsWith(`/${name}`));
    if (!node) throw new Error(`no node ${name}`);
    return node;
  };

  it('lets calls run from left to right', () => {
    expect(at('api-gateway').x).toBeLessThan(at('order-service').x);
    expect(at('order-service').x).toBeLessThan(at('user-service').x);
  });

  it('hangs stores under their one owner, a second writer comes from the side', () => {
    const [owner, store] = [at('order-service'), at('orders-db')];
    expect(store.hung).toBe(true);
    expect(store.x - owner.x).toBe(30);
    expect(store.y).toBeGreaterThan(owner.y + owner.height);
    const second = scene.edges.find(
      e => e.from.endsWith('/payment-worker') && e.to === store.id,
    );
    expect(second?.head.x).toBe(store.x + store.width);
  });

  it('makes cards as wide as their names need, within limits', () => {
    const titled = (title: string) => {
      const nodes = topology.nodes.map(node =>
        node.id === at('orders-db').id ? { ...node, title } : node,
      );
      const drawn = layout({ ...topology, nodes }).nodes;
      const owner = drawn.find(({ id }) => id === at('order-service').id)!;
      const store = drawn.find(({ id }) => id === at('orders-db').id)!;
      return { owner, store, sameEnd: owner.width === store.width + 30 };
    };
    expect(titled('Orders').store.width).toBe(166);
    const { store, sameEnd } = titled('Orders database');
    expect([store.label, sameEnd]).toEqual(['Orders database', true]);
    // bold DejaVu Sans, the widest face that is common, takes 122 px for it
    expect(store.width - 49).toBeGreaterThan(122);
    const long = titled('The database of all orders that anybody ever placed');
    expect([long.store.width, long.sameEnd]).toEqual([220, true]);
    expect(long.store.label).toMatch(/^The .+….+ placed$/);
  });

  it('puts APIs as tabs on their provider', () => {
    expect(at('user-service').tabs.map(t => t.label)).toEqual([
      'users v1',
      'users v2',
    ]);
    expect(scene.nodes.some(n => n.shape === 'api')).toBe(false);
  });

  it('says protocol and direction on the edges', () => {
    const words = new Set(scene.edges.flatMap(e => e.label?.text ?? []));
    expect([...words].sort()).toEqual([
      'HTTP',
      'SQL',
      'cache',
      'gRPC',
      'publish',
      'subscribe',
    ]);
  });

  it('marks the way in at a gateway that nothing calls', () => {
    expect(scene.entries.map(e => e.node)).toEqual([at('api-gateway').id]);
  });

  it('shows a collapsed box as one card with counts and bundles its edges', () => {
    const collapsed = layout(topology, {
      collapsed: new Set(['system:default/shop']),
    });
    const card = collapsed.nodes.find(n => n.shape === 'system');
    expect(card?.detail).toBe('4 services · 3 stores');
    expect(card?.counts).toEqual({
      systems: 0,
      services: 4,
      stores: 3,
      topics: 1,
    });
    expect(collapsed.nodes.map(n => n.label).sort()).toEqual([
      'Cardline',
      'packing',
      'shop',
    ]);
  });
});

describe('layout of nothing', () => {
  it('is an empty scene, and an empty box shows its title', () => {
    const empty = { boxes: [], nodes: [], edges: [] };
    expect(layout(empty)).toMatchObject({ boxes: [], nodes: [], edges: [] });
    const scene = layout({
      ...empty,
      boxes: [{ id: 'shop', kind: 'system', name: 'shop' }],
    });
    expect(scene.boxes).toMatchObject([{ label: 'shop', detail: 'empty' }]);
  });
});

describe('layout of a landscape', () => {
  it('lays the many lines between two boxes into a cable that says how many', () => {
    const scene = layout(landscape(80));
    const words = scene.edges.flatMap(e => e.label?.text ?? []);
    expect(
      words.filter(w => /^(HTTP|gRPC) × \d+$/.test(w)).length,
    ).toBeGreaterThan(1);
    const small = layout(landscape(20));
    expect(small.edges.some(e => e.label?.text.includes('×'))).toBe(false);
  });

  it('counts bundled edges by protocol', () => {
    const topology = landscape(64);
    const systems = topology.boxes.filter(b => b.kind === 'system');
    const scene = layout(topology, {
      collapsed: new Set(systems.map(b => b.id)),
    });
    const crossing = topology.edges.filter(
      e => systemOf(e.from) !== systemOf(e.to),
    );
    function systemOf(id: string) {
      return topology.nodes.find(n => n.id === id)?.box;
    }
    expect(scene.nodes).toHaveLength(systems.length);
    expect(scene.edges.flatMap(e => e.edges)).toHaveLength(crossing.length);
    for (const { pill, edges } of scene.edges) {
      if (!pill) continue;
      expect(pill.count).toBe(edges.length);
      expect(pill.shares.reduce((sum, s) => sum + s.count, 0)).toBe(pill.count);
    }
  });
});

function touches(
  rect: { x: number; y: number; width: number; height: number },
  point: { x: number; y: number },
): boolean {
  return (
    point.x >= rect.x &&
    point.x <= rect.x + rect.width &&
    point.y >= rect.y &&
    point.y <= rect.y + rect.height
  );
}
