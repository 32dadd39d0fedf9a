import fc from 'fast-check';
import {
  hostileName,
  shuffled,
  topologies,
} from '../__testUtils__/arbitraries';
import { draw } from '../__testUtils__/draw';
import { Topology } from '../model/types';
import { changedPart } from './changedPart';
import { difference } from './difference';
import { differenceText } from './differenceText';
import { differenceMeaning } from './meaning';

const BEFORE = draw(
  `
  shop: gateway orders users orders-db payment-worker invoice-worker order-events
  gateway -> orders -> users
  orders -| orders-db
  payment-worker -| orders-db
  orders -) order-events (- payment-worker
  order-events (- invoice-worker
  `,
  { users: { language: 'Go 1.24' } },
);

const AFTER = draw(
  `
  shop: gateway orders users orders-db payment-worker payments-db order-events
  gateway -> orders => users
  orders -| orders-db
  payment-worker -| payments-db
  orders -) order-events (- payment-worker
  `,
  { users: { language: 'Go 1.25' } },
);

describe('difference', () => {
  const found = difference(BEFORE, AFTER);

  it('tells what was added, removed and changed', () => {
    expect(found.nodes.added.map(n => n.id)).toEqual(['payments-db']);
    expect(found.nodes.removed.map(n => n.id)).toEqual(['invoice-worker']);
    expect(found.nodes.changed.map(c => [c.after.id, c.fields])).toEqual([
      ['users', [{ field: 'language', before: 'Go 1.24', after: 'Go 1.25' }]],
    ]);
    expect(found.edges.removed.map(e => e.id)).toEqual([
      'order-events>invoice-worker:events:subscribe',
      'payment-worker>orders-db:sql',
    ]);
  });

  it('draws only what changed, with the ends of calls that did', () => {
    const part = changedPart(found.union, found);
    expect(part.nodes.map(n => n.id).sort()).toEqual([
      'invoice-worker',
      'order-events',
      'orders',
      'orders-db',
      'payment-worker',
      'payments-db',
      'users',
    ]);
    expect(part.edges.map(e => e.id).sort()).toEqual([
      'order-events>invoice-worker:events:subscribe',
      'orders>users:grpc',
      'payment-worker>orders-db:sql',
      'payment-worker>payments-db:sql',
    ]);
    expect(part.boxes.map(b => b.id)).toEqual(['shop']);
  });

  it('takes another protocol between the same two for a change', () => {
    expect(found.edges.changed).toMatchObject([
      {
        before: { protocol: 'http' },
        after: { id: 'orders>users:grpc' },
        fields: [{ field: 'protocol', before: 'HTTP', after: 'gRPC' }],
      },
    ]);
    // two calls that become one: which of them changed cannot be told
    const two = draw('a -> b\na ~> b\na => b');
    const one = draw('a -| b');
    const split = difference(two, one).edges;
    expect([split.removed.length, split.added.length]).toEqual([2, 1]);
  });

  it('unites both topologies, the second one in full', () => {
    expect(found.union.nodes.map(n => n.id)).toContain('invoice-worker');
    for (const list of ['boxes', 'nodes', 'edges'] as const) {
      expect(found.union[list]).toEqual(
        expect.arrayContaining<unknown>([...AFTER[list]]),
      );
    }
    expect(found.union.edges.map(e => e.id)).not.toContain('orders>users:http');
    expect(found.kinds.get('orders>users:grpc')).toBe('changed');
    expect(found.kinds.get('invoice-worker')).toBe('removed');
    expect(found.kinds.has('gateway')).toBe(false);
  });

  it('reads as text, with what it means', () => {
    expect(differenceText(found)).toBe(`7 changes: 2 added, 3 removed, 2 changed

Added
+ payments-db: database, in shop
+ payment-worker → payments-db: SQL

Removed
- invoice-worker: worker, in shop
- order-events → invoice-worker: subscribe
- payment-worker → orders-db: SQL

Changed
~ users: language Go 1.24 → Go 1.25
~ orders → users: protocol HTTP → gRPC

What it means
insights 3 → 2
  gone: Shared database: orders-db is used by orders and payment-worker. A change of its schema can break each of them.
longest sync chain 3 → 3
shared databases 1 → 0
`);
  });

  it('tells who lost its last caller', () => {
    const meaning = differenceMeaning(
      draw('a -> b -> c'),
      draw('a -> b\nb ~> c'),
    );
    expect(meaning.uncalled).toEqual(['c']);
    expect(meaning.longestSyncChain).toEqual([3, 2]);
  });
});

describe('difference of any two topologies', () => {
  const both = fc.tuple(topologies(), topologies());

  it('leads from the first to the second and back', () => {
    fc.assert(
      fc.property(both, ([a, b]) => {
        const there = difference(a, b);
        const back = difference(b, a);
        for (const kind of ['boxes', 'nodes', 'edges'] as const) {
          const ids = (items: readonly { id: string }[]) =>
            items.map(i => i.id);
          expect(ids(there[kind].added)).toEqual(ids(back[kind].removed));
          expect(there[kind].changed).toHaveLength(back[kind].changed.length);
        }
        const left = new Set(a.nodes.map(n => n.id));
        there.nodes.removed.forEach(n => left.delete(n.id));
        there.nodes.added.forEach(n => left.add(n.id));
        expect([...left].sort()).toEqual(b.nodes.map(n => n.id).sort());
      }),
      { numRuns: 200 },
    );
  });

  it('with itself is empty, in any order', () => {
    fc.assert(
      fc.property(
        topologies().chain(t => fc.tuple(fc.constant(t), shuffled(t))),
        ([topology, other]) => {
          fc.pre(isDistinct(topology));
          expect(difference(topology, other).kinds.size).toBe(0);
          expect(differenceText(difference(topology, other))).toBe(
            'No changes.\n',
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('has a line for each change whatever the names', () => {
    const hostile = topologies({ maxNodes: 8, name: hostileName });
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const found = difference(a, b);
        const lines = differenceText(found).split('\n');
        const changes = lines.filter(line => /^[-+~] /.test(line));
        expect(changes).toHaveLength(found.kinds.size);
      }),
      { numRuns: 200 },
    );
  });
});

function isDistinct({ edges }: Topology): boolean {
  return new Set(edges.map(e => e.id)).size === edges.length;
}
