import fc from 'fast-check';
import { topologyFromEntities } from '../catalog/topologyFromEntities';
import { landscape } from '../__testUtils__/landscape';
import { shopEntities } from '../__testUtils__/shop';
import { edgeId } from '../model/edges';
import { Topology, TopologyEdge } from '../model/types';
import { layout } from './layout';
import { Scene } from './scene';

/** The share of nodes that are more than `limit` px from where they were. */
function moved(before: Scene, after: Scene, limit: number): number {
  const places = new Map(before.nodes.map(n => [n.id, n]));
  const far = after.nodes.filter(node => {
    const was = places.get(node.id);
    return was && Math.abs(was.x - node.x) + Math.abs(was.y - node.y) > limit;
  });
  return far.length / after.nodes.length;
}

function withCall(topology: Topology, from: string, to: string): Topology {
  const ends = { from, to, protocol: 'http' as const };
  const edge: TopologyEdge = {
    ...ends,
    id: edgeId(ends),
    mode: 'sync',
    operations: [],
    apis: [],
    declaredBy: [from],
  };
  return { ...topology, edges: [...topology.edges, edge] };
}

function withService(topology: Topology, caller: string): Topology {
  const model = topology.nodes.find(n => n.id === caller);
  const added = { ...model, id: `${caller}-new`, name: 'new' };
  const nodes = [...topology.nodes, added] as Topology['nodes'];
  return withCall({ ...topology, nodes }, caller, added.id);
}

/** A landscape, and the same with one call or one service more. */
const CHANGES = fc
  .tuple(
    fc.integer({ min: 16, max: 64 }),
    fc.nat(1000),
    fc.nat(63),
    fc.nat(63),
    fc.boolean(),
  )
  .map(([services, seed, a, b, isCall]) => {
    const before = landscape(services, seed);
    const [from, to] = [a % services, b % services].map(
      i => `component:default/service-${i}`,
    ) as [string, string];
    const after =
      isCall && from !== to
        ? withCall(before, from, to)
        : withService(before, from);
    return { before, after };
  });

describe('layout with a previous scene', () => {
  it('of the same topology is the same picture', () => {
    const shares = fc
      .sample(CHANGES, { numRuns: 60, seed: 3 })
      .map(({ before }) => {
        const scene = layout(before);
        return moved(scene, layout(before, { previous: scene }), 12);
      });
    // where a lane more or less is needed, what stands right of it moves
    expect(shares.filter(s => s > 0.02).length).toBeLessThan(4);
  });

  it('moves few when one call or one service is added', () => {
    const shares = fc
      .sample(CHANGES, { numRuns: 80, seed: 7 })
      .map(({ before, after }) => {
        const previous = layout(before);
        return {
          kept: moved(previous, layout(after, { previous }), 24),
          fresh: moved(previous, layout(after), 24),
        };
      });
    const mean = (values: readonly number[]) =>
      values.reduce((sum, v) => sum + v, 0) / values.length;
    const kept = mean(shares.map(s => s.kept));
    expect(kept).toBeLessThan(0.15);
    expect(kept).toBeLessThan(mean(shares.map(s => s.fresh)) / 2);
  });

  it('collapses a box where it stands, and what was below it moves up', () => {
    const { topology } = topologyFromEntities(shopEntities());
    const open = layout(topology);
    const box = open.boxes.find(b => b.id === 'system:default/shop');
    const closed = layout(topology, {
      collapsed: new Set(['system:default/shop']),
      previous: open,
    });
    const card = closed.nodes.find(n => n.id === box?.id);
    // bundles want a little more room beside a card than lines beside a box
    expect(Math.abs((card?.x ?? 0) - (box?.x ?? 0))).toBeLessThan(60);
    expect(card?.y).toBe(box?.y);
    expect(closed.height).toBeLessThan(open.height);
  });
});
