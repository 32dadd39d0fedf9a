import { draw } from '../__testUtils__/draw';
import { landscape } from '../__testUtils__/landscape';
import { Impact, impact } from './impact';
import { pathsBetween } from './pathsBetween';

function ids({ broken, late }: Impact) {
  return { broken: broken.map(a => a.id), late: late.map(a => a.id) };
}

const SHOP = draw(`
  shop: gateway orders users orders-db orders-events packing-worker
  web -> gateway -> orders => users
  orders -| orders-db
  orders -) orders-events (- packing-worker -> carrier
  audit ~> orders
`);

describe('impact', () => {
  it('of a database is all that waits for it, and apart from that who misses messages', () => {
    const result = impact(SHOP, 'orders-db');
    expect(ids(result)).toEqual({
      broken: ['orders', 'gateway', 'web'],
      late: ['orders-events', 'audit', 'packing-worker'].sort(
        (a, b) => steps(result, a) - steps(result, b),
      ),
    });
    expect(result.broken[2]).toEqual({
      id: 'web',
      steps: 3,
      path: {
        nodes: ['web', 'gateway', 'orders', 'orders-db'],
        edges: [
          'web>gateway:http',
          'gateway>orders:http',
          'orders>orders-db:sql',
        ],
      },
    });
  });

  it('of a topic is its subscribers and publishers, who go on', () => {
    expect(ids(impact(SHOP, 'orders-events'))).toEqual({
      broken: [],
      late: ['packing-worker', 'orders'],
    });
  });

  it('of a system is what breaks outside of it', () => {
    expect(ids(impact(SHOP, 'shop'))).toEqual({
      broken: ['web'],
      late: ['audit'],
    });
  });

  it('of what is not there is nothing', () => {
    expect(impact(SHOP, 'nobody')).toEqual({
      stopped: [],
      broken: [],
      late: [],
    });
  });
});

describe('pathsBetween', () => {
  const topology = draw(`
    a -> b -> d
    a -> c -> d -> a
    c -> b
    d -> e
  `);

  it('gives the ways from one node to another, shortest first', () => {
    expect(pathsBetween(topology, 'a', 'd').map(p => p.nodes)).toEqual([
      ['a', 'b', 'd'],
      ['a', 'c', 'd'],
      ['a', 'c', 'b', 'd'],
    ]);
    expect(pathsBetween(topology, 'a', 'd', 1)[0]?.edges).toEqual([
      'a>b:http',
      'b>d:http',
    ]);
  });

  it('gives nothing where no way leads', () => {
    expect(pathsBetween(topology, 'e', 'a')).toEqual([]);
    expect(pathsBetween(topology, 'a', 'a')).toEqual([]);
    expect(pathsBetween(topology, 'a', 'nobody')).toEqual([]);
  });

  it('comes to an end in a dense landscape', () => {
    const dense = landscape(1000);
    const services = dense.nodes.filter(n => n.shape === 'service');
    const [first, last] = [services[0]?.id ?? '', services.at(-1)?.id ?? ''];
    const paths = pathsBetween(dense, first, last, 1000);
    for (const { nodes } of paths) {
      expect(new Set(nodes).size).toBe(nodes.length);
      expect([nodes[0], nodes.at(-1)]).toEqual([first, last]);
    }
  });
});

function steps({ late }: Impact, id: string): number {
  return late.find(a => a.id === id)?.steps ?? 0;
}
