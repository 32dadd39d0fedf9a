import fc from 'fast-check';
import { topologyFromEntities } from '../catalog/topologyFromEntities';
import { difference } from '../difference/difference';
import { layout } from '../layout/layout';
import {
  hostileName,
  shuffled,
  topologies,
} from '../__testUtils__/arbitraries';
import { draw } from '../__testUtils__/draw';
import { landscape } from '../__testUtils__/landscape';
import { shopEntities } from '../__testUtils__/shop';
import { readXml } from '../__testUtils__/xml';
import { toMermaid } from './mermaid/toMermaid';
import { toMermaidMarkdown } from './mermaid/toMermaidMarkdown';
import { differenceLooks } from './looks';
import { toSvg } from './svg/toSvg';
import { tintsOf } from './tints';
import { toJson } from './toJson';

const { topology: shop } = topologyFromEntities(shopEntities());
const hostile = topologies({ maxNodes: 10, name: hostileName });

const KNOWN_TAGS = [
  'svg',
  'title',
  'desc',
  'style',
  'defs',
  'clipPath',
  'path',
  'rect',
  'circle',
  'g',
  'text',
  'tspan',
];

describe('SVG', () => {
  it('has a title, a description and a role', () => {
    const elements = readXml(toSvg(layout(shop), { title: 'The shop' }));
    const root = elements[0];
    const withId = (id?: string) => elements.find(e => e.attributes.id === id);
    expect(root?.attributes.role).toBe('img');
    const [title, desc] = (root?.attributes['aria-labelledby'] ?? '').split(
      ' ',
    );
    expect(withId(title)).toMatchObject({ name: 'title', text: 'The shop' });
    expect(withId(desc)?.text).toContain('order-service to user-service, gRPC');
  });

  it('follows the reader in auto, and is fixed in light and dark', () => {
    const scene = layout(shop);
    expect(toSvg(scene)).toContain('prefers-color-scheme:dark');
    expect(toSvg(scene, { theme: 'light' })).not.toContain('#262626');
    expect(toSvg(scene, { theme: 'dark' })).not.toContain('#f5f5f5');
    expect(toSvg(scene, { theme: 'dark' })).toContain('.canvas{fill:#262626}');
  });

  it('tells under the picture whose colour is whose, the most frequent first', () => {
    const scene = layout(shop);
    const svg = toSvg(scene, { tints: tintsOf(shop, 'owner') });
    const elements = readXml(svg);
    expect(Number(elements[0]?.attributes.height)).toBe(scene.height + 36);
    const legend = elements.filter(
      ({ name, attributes }) =>
        name === 'text' && Number(attributes.y) > scene.height,
    );
    expect(legend.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Owner', 'checkout', '1 more']),
    );
    const tinted = (tint: string) =>
      elements.filter(({ attributes }) => attributes.class === tint).length;
    // the cards of an owner, and the key
    expect(tinted('m1')).toBeGreaterThan(tinted('m4'));
    expect(tinted('mrest')).toBeGreaterThan(1);
    expect(toSvg(scene)).toBe(svg);
    const none = readXml(toSvg(scene, { tints: tintsOf(shop, 'none') }));
    expect(Number(none[0]?.attributes.height)).toBe(scene.height);
  });

  it('draws a difference in the colours of change, with signs and old and new words', () => {
    const before = draw(
      'shop: a b m n a-db\na -> b\na -> m -> n -> b\na -| a-db',
    );
    const after = draw('shop: a b m n c\na => b\na -> m -> n -> b\nb -> c');
    const found = difference(before, after);
    const svg = toSvg(layout(found.union), {
      theme: 'light',
      looks: differenceLooks(found),
    });
    const elements = readXml(svg);
    const withClass = (name: string) =>
      elements.filter(e => e.attributes.class === name);
    expect(withClass('k added')).toHaveLength(1);
    expect(withClass('k removed')).toHaveLength(1);
    const words = elements.map(e => e.text).filter(t => /^[+−~] /.test(t));
    expect(words).toEqual(
      expect.arrayContaining(['~ HTTP → gRPC', '+ HTTP', '− SQL']),
    );
    const struck = elements.filter(
      e => e.attributes['text-decoration'] === 'line-through',
    );
    expect(struck.map(e => e.text)).toEqual(['a-db']);
    expect(svg).toContain('.k.added{fill:#e0f5e8;stroke:#0c632b');
  });

  it('leaves quiet what a difference does not speak of', () => {
    const same = difference(shop, shop);
    const plain = toSvg(layout(shop), { looks: differenceLooks(same) });
    const lines = readXml(plain).filter(e => e.name === 'path');
    const colours = new Set(
      lines.flatMap(
        e => /^[ef] (\w+)$/.exec(e.attributes.class ?? '')?.[1] ?? [],
      ),
    );
    expect([...colours]).toEqual(['quiet']);
  });

  it('carries hostile names as text only', () => {
    fc.assert(
      fc.property(hostile, hostileName, (topology, title) => {
        const elements = readXml(toSvg(layout(topology), { title }));
        const tags = new Set(elements.map(e => e.name));
        expect([...tags].filter(tag => !KNOWN_TAGS.includes(tag))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('Mermaid', () => {
  it('draws a subgraph for each box and a word for each edge', () => {
    const text = toMermaid(shop);
    expect(text).toContain('subgraph b2["shop"]');
    expect(text).toContain('n2 -->|"gRPC"| n5');
    expect(text).toContain('n2 -.->|"publish"| n6');
    expect(text).toContain('n7[("orders-db<br/>PostgreSQL 16")]');
  });

  it('cannot be broken by names', () => {
    const label = '"(?:[\\p{L}\\p{N}\\p{M} _,:/·….-]|#\\d+;|<br/>)*"';
    const lines = [
      'flowchart LR',
      ` *subgraph b\\d+\\[${label}\\]`,
      ' *end',
      ` *n\\d+[[({]+${label}[\\])}]+`,
      ` *n\\d+ (?:-->|-\\.->)\\|${label}\\| n\\d+`,
      ' *classDef external stroke-dasharray:5 3',
      ' *class n\\d+(?:,n\\d+)* external',
      '',
    ];
    const grammar = new RegExp(`^(?:${lines.join('|')})$`, 'u');
    fc.assert(
      fc.property(hostile, topology => {
        for (const line of toMermaid(topology).split('\n')) {
          expect(line).toMatch(grammar);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('over 500 edges shows calls between systems and says so', () => {
    const text = toMermaid(landscape(200));
    expect(text).toMatch(
      /%% \d+ edges are more than the 500 that Mermaid draws/,
    );
    expect(text.match(/-->|-\.->/g)?.length).toBeLessThanOrEqual(500);
  });
});

describe('Markdown with Mermaid', () => {
  it('has one diagram for a small topology, and one a system for a large one', () => {
    expect(toMermaidMarkdown(shop).match(/```mermaid/g)).toHaveLength(1);
    const topology = landscape(200);
    const parts = toMermaidMarkdown(topology).split(/^## /m).slice(1);
    const systems = topology.boxes.filter(b => b.kind === 'system');
    expect(parts).toHaveLength(systems.length + 1);
    for (const part of parts) {
      const edges = part.match(/-->|-\.->/g) ?? [];
      expect(edges.length).toBeLessThanOrEqual(500);
    }
    const own = parts.find(part => part.startsWith('system\\-3\n'));
    expect(own).toContain('service-24');
    // not a part of it, but called by it or calling it
    expect(own).toMatch(/subgraph b\d+\["system-(?!3")/);
  });

  it('cannot be broken by names', () => {
    fc.assert(
      fc.property(hostile, hostileName, (topology, title) => {
        const boxes = topology.boxes.map(b => ({ ...b, title }));
        const text = toMermaidMarkdown({ ...topology, boxes });
        expect(text.match(/^```/gm)).toHaveLength(2);
        expect(text.match(/^## /gm)).toHaveLength(1);
      }),
      { numRuns: 100 },
    );
  });
});

describe('JSON', () => {
  it('is the same text for the same topology in any order', () => {
    fc.assert(
      fc.property(
        topologies().chain(t => fc.tuple(fc.constant(t), shuffled(t))),
        ([topology, other]) => {
          const distinct = new Set(topology.edges.map(e => e.id)).size;
          fc.pre(distinct === topology.edges.length);
          expect(toJson(other)).toBe(toJson(topology));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('reads back as it was', () => {
    expect(JSON.parse(toJson(shop))).toEqual(shop);
  });
});
