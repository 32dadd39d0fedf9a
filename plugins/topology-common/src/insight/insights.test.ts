import fc from 'fast-check';
import { topologyFromEntities } from '../catalog/topologyFromEntities';
import { shuffled, topologies } from '../__testUtils__/arbitraries';
import { draw } from '../__testUtils__/draw';
import { landscape } from '../__testUtils__/landscape';
import { shopEntities } from '../__testUtils__/shop';
import { Topology } from '../model/types';
import { cycles } from './cycles';
import { InsightRule } from './insight';
import { insights } from './insights';

function found(topology: Topology, rule: InsightRule) {
  return insights(topology).filter(i => i.rule === rule);
}

describe('insights', () => {
  it('tells a database that two services use, and how far apart they are', () => {
    const topology = draw(`
      shop: orders payment-worker orders-db
      orders -| orders-db
      payment-worker -| orders-db
      carts -| carts-db
    `);
    expect(found(topology, 'shared-database')).toEqual([
      {
        id: 'shared-database:orders-db',
        rule: 'shared-database',
        severity: 'medium',
        nodes: ['orders-db', 'orders', 'payment-worker'],
        edges: ['orders>orders-db:sql', 'payment-worker>orders-db:sql'],
        title: 'Shared database',
        reason:
          'orders-db is used by orders and payment-worker. A change of its schema can break each of them.',
        mend: 'Let one service own it, and the others ask that service or follow its events.',
      },
    ]);
    const apart = draw('a -| a-db\nb -| a-db', {
      a: { owner: 'group:default/x' },
      b: { owner: 'group:default/y' },
    });
    expect(found(apart, 'shared-database')[0]).toMatchObject({
      severity: 'high',
      reason: expect.stringContaining('a and b, of 2 owners'),
    });
  });

  it('tells a circle of calls that wait, with a shortest way round', () => {
    const topology = draw(`
      entry -> pricing -> promotions => pricing
      promotions -> coupons -> pricing
      a ~> b -> a
      c -) c-events (- d -> c
    `);
    const [cycle, ...others] = found(topology, 'cycle');
    expect(others).toEqual([]);
    expect(cycle).toMatchObject({
      id: 'cycle:coupons',
      severity: 'high',
      nodes: ['coupons', 'pricing', 'promotions'],
      title: 'Cycle of 3',
      reason: expect.stringMatching(
        /^pricing calls promotions and promotions calls pricing\. 3 services can wait/,
      ),
    });
    expect(cycle?.edges).toHaveLength(4);
  });

  it('tells the part of a chain that is too long once, and goes through circles', () => {
    const topology = draw(`
      web -> gateway -> orders -> pricing -> tax
      mobile -> gateway
      batch -> tax
    `);
    expect(found(topology, 'sync-chain')).toMatchObject([
      {
        title: 'Sync chain of 5',
        nodes: ['mobile', 'gateway', 'orders', 'pricing', 'tax'],
        reason:
          'mobile, gateway, orders, pricing, tax wait for each other in a row; the limit is 4. Their waiting times and failures add up.',
      },
    ]);
    expect(
      insights(topology, { syncChainLimit: 5 }).filter(
        i => i.rule === 'sync-chain',
      ),
    ).toEqual([]);
    const circle = draw('a -> b -> c -> d -> b\nd -> e');
    expect(found(circle, 'sync-chain')[0]?.nodes).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
  });

  it('tells who has far more callers or callees than others', () => {
    const usual = ['a -> b', 'c -> d', 'e -> f', 'g -> h -> i'];
    const callers = Array.from({ length: 8 }, (_, i) => `c${i} -> hub`);
    const topology = draw([...usual, ...callers].join('\n'));
    expect(found(topology, 'fan-in')).toMatchObject([
      { nodes: ['hub'], severity: 'medium', edges: { length: 8 } },
    ]);
    expect(found(topology, 'fan-in')[0]?.reason).toBe(
      'hub has 8 callers; the median is 1. If it stops, all of them feel it.',
    );
    const callees = Array.from({ length: 7 }, (_, i) => `hub -> c${i}`);
    expect(
      found(draw([...usual, ...callees].join('\n')), 'fan-out'),
    ).toMatchObject([{ nodes: ['hub'] }]);
    expect(found(draw(usual.join('\n')), 'fan-in')).toEqual([]);
  });

  it('tells what is named and not in the catalog', () => {
    const topology = draw('billing -> ledger-core', {
      'ledger-core': { unknown: true, shape: 'external' },
    });
    expect(found(topology, 'unknown-target')).toMatchObject([
      {
        nodes: ['ledger-core', 'billing'],
        reason: 'billing refers to ledger-core, which is not in the catalog.',
      },
    ]);
  });

  it('tells a service that is called and has no API', () => {
    const topology = draw('a -> stock-sync\na -> b', {
      'b-api': { shape: 'api', providedBy: 'b' },
    });
    topology.nodes.push({
      id: 'b-api',
      shape: 'api',
      name: 'b',
      tags: [],
      providedBy: 'b',
    });
    expect(found(topology, 'no-api').map(i => i.nodes)).toEqual([
      ['stock-sync'],
    ]);
  });

  it('tells what nothing is joined to, and topics with one side', () => {
    const topology = draw(`
      shop: report-job old-db b
      b -) b-events
      c -) c-events (- d
    `);
    expect(found(topology, 'orphan').map(i => i.reason)).toEqual([
      'b-events has publishers and no subscriber.',
      'old-db has no user.',
      'report-job has no caller and no callee.',
    ]);
  });

  it('finds what is worth a look in the shop, the worst first', () => {
    const { topology } = topologyFromEntities(shopEntities());
    expect(insights(topology).map(i => [i.rule, i.severity])).toEqual([
      ['shared-database', 'high'],
    ]);
  });

  it('is the same whatever the order of the input', () => {
    fc.assert(
      fc.property(
        topologies().chain(t => fc.tuple(fc.constant(t), shuffled(t))),
        ([topology, other]) => {
          expect(insights(other)).toEqual(insights(topology));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('names only what is in the topology, each insight once, with a whole sentence', () => {
    fc.assert(
      fc.property(topologies(), topology => {
        const nodes = new Set(topology.nodes.map(n => n.id));
        const edges = new Set(topology.edges.map(e => e.id));
        const all = insights(topology);
        expect(new Set(all.map(i => i.id)).size).toBe(all.length);
        for (const insight of all) {
          expect(insight.nodes.filter(id => !nodes.has(id))).toEqual([]);
          expect(insight.edges.filter(id => !edges.has(id))).toEqual([]);
          expect(insight.reason).toMatch(/^\S.*[^ ]\.$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('grows with the topology, not with its square', () => {
    // the shortest of some runs: what is left is the work, not what else the machine does
    const shortest = (services: number) => {
      const topology = landscape(services);
      const times = [1, 2, 3].map(() => {
        const start = performance.now();
        insights(topology);
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    const [small, large] = [shortest(500), shortest(5000)];
    expect(large / small).toBeLessThan(90);
  });
});

describe('cycles', () => {
  it('hold exactly the nodes that can call themselves through others', () => {
    fc.assert(
      fc.property(topologies({ maxNodes: 10 }), topology => {
        const inCycles = new Set(cycles(topology).flatMap(c => c.nodes));
        const provider = new Map(
          topology.nodes.map(n => [
            n.id,
            n.shape === 'api' ? n.providedBy ?? n.id : n.id,
          ]),
        );
        const waits = topology.edges.filter(
          e =>
            e.mode === 'sync' && ['http', 'grpc', 'other'].includes(e.protocol),
        );
        const canReachItself = (id: string) => {
          const seen = new Set<string>();
          const queue = [id];
          for (const at of queue) {
            for (const e of waits) {
              const to = provider.get(e.to) ?? e.to;
              if (provider.get(e.from) !== at || to === at || seen.has(to))
                continue;
              seen.add(to);
              queue.push(to);
            }
          }
          return seen.has(id);
        };
        for (const node of topology.nodes) {
          if (provider.get(node.id) !== node.id) continue;
          expect(inCycles.has(node.id)).toBe(canReachItself(node.id));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('come with a round that is one', () => {
    fc.assert(
      fc.property(topologies(), topology => {
        const byId = new Map(topology.edges.map(e => [e.id, e]));
        for (const { shortest } of cycles(topology)) {
          expect(shortest.nodes[0]).toBe(shortest.nodes.at(-1));
          shortest.edges.forEach((id, i) => {
            expect([byId.get(id)?.from, byId.get(id)?.to]).toEqual(
              shortest.nodes.slice(i, i + 2),
            );
          });
        }
      }),
      { numRuns: 300 },
    );
  });
});
