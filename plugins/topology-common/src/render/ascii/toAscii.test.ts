import fc from 'fast-check';
import { topologyFromEntities } from '../../catalog/topologyFromEntities';
import { neighbourhood } from '../../model/views';
import {
  hostileName,
  shuffled,
  topologies,
} from '../../__testUtils__/arbitraries';
import { shopEntities } from '../../__testUtils__/shop';
import { cellWidth } from './cells';
import { toAscii } from './toAscii';

const { topology: shop } = topologyFromEntities(shopEntities());
const WIDE = { maxWidth: 10_000 };

describe('ASCII of a small topology', () => {
  it('draws boxes, and arrows labelled by protocol, from top to bottom', () => {
    const users = neighbourhood(shop, 'resource:default/users-db', 1);
    expect(`\n${toAscii(users)}`).toBe(`
┌───────────────┐
│ user-service  │
│ service · Go  │
│ API users v1  │
│ API users v2  │
└───────┬───────┘
        │
        │ SQL
┌───────▼───────┐
│   users-db    │
│ PostgreSQL 16 │
└───────────────┘`);
  });

  it('says every protocol of the shop', () => {
    const text = toAscii(shop);
    for (const word of [
      'HTTP',
      'gRPC',
      'SQL',
      'cache',
      'publish',
      'subscribe',
    ]) {
      expect(text).toContain(word);
    }
  });

  it('keeps every box whole, whatever lines run between', () => {
    const named = topologies({ maxNodes: 12 }).map(topology => ({
      ...topology,
      nodes: topology.nodes
        .filter(n => n.shape !== 'api')
        .map((n, i) => ({ ...n, name: `name${i}x` })),
    }));
    fc.assert(
      fc.property(named, topology => {
        const rows = toAscii(topology, WIDE).split('\n');
        const cut = topology.nodes.filter(n => !isWholeBox(rows, n.name));
        expect(cut).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the right edges of boxes level with wide characters in them', () => {
    const text = toAscii({
      boxes: [],
      nodes: [
        {
          id: 'a',
          shape: 'service',
          name: '订单服务',
          type: 'service',
          tags: [],
        },
      ],
      edges: [],
    });
    const widths = new Set(text.split('\n').map(cellWidth));
    expect(widths.size).toBe(1);
  });

  it('carries hostile names without breaking a line', () => {
    fc.assert(
      fc.property(topologies({ maxNodes: 8, name: hostileName }), topology => {
        expect(toAscii(topology, WIDE)).not.toMatch(/(?!\n)\p{Cc}/u);
      }),
      { numRuns: 200 },
    );
  });

  it('is the same whatever the order of the input', () => {
    fc.assert(
      fc.property(
        topologies({ maxNodes: 10 }).chain(t =>
          fc.tuple(fc.constant(t), shuffled(t)),
        ),
        ([topology, other]) => {
          expect(toAscii(other, WIDE)).toBe(toAscii(topology, WIDE));
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('ASCII of a topology too large to draw', () => {
  it('lists every node with its calls under its box', () => {
    const text = toAscii(shop, { maxWidth: 40 });
    expect(text).toContain('shop (system)\n  api-gateway · gateway · Go\n');
    expect(text).toContain('    ──gRPC──▶ user-service\n');
    expect(text).toContain('in no system\n  Cardline · external');
  });

  it('says so when there is nothing', () => {
    expect(toAscii({ boxes: [], nodes: [], edges: [] })).toBe('empty');
  });
});

/** Finds the name between two walls and follows them to the four corners. */
function isWholeBox(rows: readonly string[], name: string): boolean {
  const row = rows.findIndex(r => new RegExp(`│ *${name} *│`).test(r));
  const line = rows[row] ?? '';
  const left = line.lastIndexOf('│', line.indexOf(name));
  const right = line.indexOf('│', line.indexOf(name));
  const between = rows.map(r => r.slice(left, right + 1));
  const bottom = between.findIndex((r, i) => i > row && r.startsWith('└'));
  return (
    row > 0 &&
    /^┌[─▼┴]+┐$/.test(between[row - 1] ?? '') &&
    /^└[─┬▲]+┘$/.test(between[bottom] ?? '') &&
    between.slice(row, bottom).every(inside => /^│.*│$/.test(inside))
  );
}
