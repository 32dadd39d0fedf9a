import { mockCredentials } from '@backstage/backend-test-utils';
import {
  type CompactTopology,
  type Topology,
  decodeTopology,
} from '@golden-path/backstage-plugin-topology-common';
import type { ObservedCallsProvider } from '@golden-path/backstage-plugin-topology-node';
import Ajv from 'ajv/dist/2020';
import { entity, shopCatalog } from './__testUtils__/shopCatalog';
import {
  engines,
  namesOf,
  observed,
  startTopology,
  type TopologyPortal,
} from './__testUtils__/startTopology';

const failing: ObservedCallsProvider = {
  id: 'traces',
  observe: async () => {
    throw new Error('refused by http://10.0.0.1 with token abc');
  },
};

function edgesOf(compact: CompactTopology): string[] {
  return decodeTopology(compact).edges.map(({ from, to, protocol }) =>
    [from, protocol, to].map(part => part.split('/').pop()).join(' '),
  );
}

describe.each(Object.keys(engines))('the topology backend on %s', engine => {
  let portal: TopologyPortal;
  beforeAll(async () => {
    portal = await startTopology(engine, { providers: [observed, failing] });
  });
  afterAll(() => portal.stop());

  it('says that the index is not there yet', async () => {
    const response = await portal.get('/v1/landscape');
    expect(response.status).toBe(503);
    expect(response.body.error.message).toContain('first time');
    expect(response.headers['retry-after']).toBe('5');
    await portal.refresh();
  });

  it('asks who is there', async () => {
    const none = { authorization: mockCredentials.none.header() };
    expect((await portal.get('/v1/landscape', none)).status).toBe(401);
    expect((await portal.get('/openapi.json', none)).status).toBe(401);
  });

  it('answers the callers and callees of an entity, as far as asked', async () => {
    const near = await portal.answer('/v1/entities/Component/default/Orders');
    expect(namesOf(near.topology)).toEqual([
      ...['nobody', 'orders', 'secret', 'stock', 'web', 'orders-db'],
    ]);
    const boxes = decodeTopology(near.topology).boxes.map(b => b.name);
    expect(boxes).toEqual(['commerce', 'shop', 'stock', 'vault']);
    const further = await portal.answer(
      '/v1/entities/component/default/orders?depth=2',
    );
    expect(namesOf(further.topology)).toContain('stock-db');
    const ofApi = await portal.answer('/v1/entities/api/default/orders-api');
    expect(ofApi.topology).toEqual(near.topology);
  });

  it('answers a system with whoever is one call outside', async () => {
    const { topology } = await portal.answer('/v1/boxes/system/default/shop');
    expect(namesOf(topology)).toEqual([
      ...['nobody', 'orders', 'secret', 'stock', 'web', 'orders-db'],
    ]);
    expect(edgesOf(topology)).not.toContain('stock sql stock-db');
    const domain = await portal.answer('/v1/boxes/domain/default/commerce');
    expect(namesOf(domain.topology)).toContain('stock-db');
  });

  it('answers the landscape rolled up, with what each part stands for', async () => {
    const systems = await portal.answer('/v1/landscape');
    expect(edgesOf(systems.topology)).toEqual(
      expect.arrayContaining(['shop grpc stock', 'vault grpc stock']),
    );
    const { nodes } = decodeTopology(systems.topology);
    const parts = nodes.map(({ name }, at) => [name, systems.parts[at]]);
    expect(Object.fromEntries(parts)).toMatchObject({ shop: 3, stock: 2 });
    const domains = await portal.answer('/v1/landscape?rollUp=domain');
    expect(namesOf(domains.topology)).toContain('commerce');
  });

  it('answers the landscape in pages that together are the whole', async () => {
    for (const rollUp of ['none', 'system']) {
      const path = `/v1/landscape?rollUp=${rollUp}`;
      const whole = decodeTopology((await portal.answer(path)).topology);
      const pages: Topology[] = [];
      let next: string | undefined;
      do {
        const cursor = next ? `&cursor=${next}` : '';
        const page = await portal.answer(`${path}&limit=3${cursor}`);
        pages.push(decodeTopology(page.topology));
        next = page.next;
      } while (next);
      expect(pages.length).toBeGreaterThan(1);
      const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort();
      const all = (key: 'nodes' | 'edges') =>
        ids(pages.flatMap<{ id: string }>(page => page[key]));
      expect(all('nodes')).toEqual(ids(whole.nodes));
      expect(all('edges')).toEqual(ids(whole.edges));
    }
  });

  it('answers 304 to whoever has the answer, until the catalog changes', async () => {
    const paths = ['/v1/boxes/system/default/stock', '/v1/landscape'];
    const statuses = (tags: string[]) =>
      Promise.all(
        paths.map(async (path, at) => {
          const headers = { 'if-none-match': tags[at]! };
          return (await portal.get(path, headers)).status;
        }),
      );
    const etags = await Promise.all(
      paths.map(async path => (await portal.get(path)).headers.etag!),
    );
    expect(await statuses(etags)).toEqual([304, 304]);
    await portal.refresh();
    expect(await statuses(etags)).toEqual([304, 304]);
    portal.fake.entities = portal.fake.entities.filter(
      ({ metadata }) => metadata.name !== 'stock-db',
    );
    await portal.refresh();
    expect(await statuses(etags)).toEqual([200, 200]);
  });

  it('tells what changed between two moments', async () => {
    portal.fake.entities = shopCatalog();
    await portal.refresh();
    const { moments } = await portal.answer('/v1/moments');
    expect(moments).toHaveLength(3);
    const { before, after } = await portal.answer(
      `/v1/difference?from=${moments[1].revision}`,
    );
    const isThere = (compact: CompactTopology) =>
      decodeTopology(compact).nodes.find(n => n.name === 'stock-db')!.unknown;
    expect([isThere(before), isThere(after)]).toEqual([true, undefined]);
    expect(namesOf(after)).not.toContain('web');
    const box = await portal.answer(
      `/v1/difference?from=${moments[0].at}&box=system:default/shop`,
    );
    expect(box.before).toEqual(box.after);
    const page = await portal.answer('/v1/moments?limit=2');
    const older = await portal.answer(`/v1/moments?cursor=${page.next}`);
    expect([...page.moments, ...older.moments]).toEqual(moments);
  });

  it('finds by name, the best match first', async () => {
    const find = async (q: string) => {
      const path = `/v1/search?q=${encodeURIComponent(q)}`;
      const { matches } = await portal.answer(path);
      return matches.map(({ id }: { id: string }) => id);
    };
    expect(await find('STOCK')).toEqual([
      'system:default/stock',
      'component:default/stock',
      'api:default/stock-api',
      'resource:default/stock-db',
    ]);
    expect(await find('100%')).toEqual([]);
    expect(await find('_')).toEqual([]);
  });

  it('answers what was observed, under the names of entities', async () => {
    const { calls, unmatched, sources } = await portal.answer('/v1/observed');
    expect(calls).toEqual([
      expect.objectContaining({
        from: 'component:default/web',
        to: 'component:default/orders',
        ...{ protocol: 'http', rate: 4, p95: 0.02, source: 'mesh' },
      }),
      expect.objectContaining({ from: 'component:default/secret' }),
    ]);
    expect(unmatched).toEqual(['else\0where', 'elsewhere']);
    expect(sources).toEqual([
      { id: 'mesh' },
      { id: 'traces', problem: expect.not.stringContaining('token') },
    ]);
  });

  it('indexes the rest whatever texts an entity holds', async () => {
    const odd = ['a\0b', 'a\ud800', 'a'.repeat(20_000)];
    const calls = Object.fromEntries(
      odd.map(text => [text, { protocol: 'http', [text]: true }]),
    );
    const texts = odd.map((text, at) =>
      entity(
        'Component',
        `odd-${at}`,
        {
          ...{ type: 'service', owner: 'team', system: text },
          dependsOn: ['component:orders', ...odd],
        },
        {
          title: text,
          annotations: {
            'goldenpath.dev/topology': JSON.stringify(calls),
            'goldenpath.dev/observed-as': text,
          },
        },
      ),
    );
    portal.fake.entities = [...shopCatalog(), ...texts];
    await portal.refresh();
    for (const at of odd.keys()) {
      const { topology, findings } = await portal.answer(
        `/v1/entities/component/default/odd-${at}`,
      );
      expect(edgesOf(topology)).toEqual([`odd-${at} http orders`]);
      expect(findings).toContainEqual({
        entityRef: `component:default/odd-${at}`,
        message: expect.stringContaining('names "a'),
      });
    }
    const { moments } = await portal.answer('/v1/moments');
    await portal.refresh();
    // what was written is what is read back: nothing differs
    expect((await portal.answer('/v1/moments')).moments).toEqual(moments);
    portal.fake.entities = shopCatalog();
    await portal.refresh();
  });

  it('gives findings with the entities that they are about', async () => {
    const { findings } = await portal.answer(
      '/v1/entities/component/default/broken',
    );
    expect(findings).toEqual([
      {
        entityRef: 'component:default/broken',
        message: expect.stringContaining('is no JSON object'),
      },
    ]);
  });

  it.each([
    ['/v1/entities/component/default/orders?depth=9', "'depth'"],
    ['/v1/landscape?rollUp=galaxy', "'rollUp'"],
    ['/v1/landscape?cursor=x', "'cursor'"],
    ['/v1/boxes/component/default/orders', "'kind'"],
    ['/v1/difference', "'from'"],
    ['/v1/difference?from=yesterday', "'from'"],
    ['/v1/difference?from=1&box=shop', "'box'"],
    ['/v1/observed?window=1y', "'window'"],
    ['/v1/search?q=', "'q'"],
    ['/v1/search?q=a%00', "'q'"],
    ['/v1/entities/component/default/a%00', "'name'"],
    ['/v1/boxes/system/a%00/shop', "'namespace'"],
    ['/v1/difference?from=1&box=system:default/a%00', "'box'"],
    ['/v1/landscape?rollUp=none&cursor=1.9999999999', "'cursor'"],
    ['/v1/landscape?cursor=999.0', "'cursor'"],
  ])('refuses %s and names the field', async (path, field) => {
    const { status, body } = await portal.get(path);
    expect([status, body.error.message]).toEqual([
      400,
      expect.stringContaining(field),
    ]);
  });

  it.each([
    '/v1/entities/component/default/nobody-names-it',
    '/v1/boxes/system/default/none',
    '/v1/difference?from=99',
  ])('has no %s', async path => {
    expect((await portal.get(path)).status).toBe(404);
  });

  it.each([
    ['a component', 'Component', 'fresh', 'entities/component/default/fresh'],
    ['a system', 'System', 'fresh', 'boxes/system/default/fresh'],
    // drawn as unknown before, for others name it
    ['a name', 'Component', 'nobody', 'entities/component/default/nobody'],
  ])('has to read %s that is new first', async (_, kind, name, place) => {
    const path = `/v1/${place}`;
    const before = await portal.get(path);
    portal.fake.entities = [...shopCatalog(), entity(kind, name, {})];
    const response = await portal.get(path);
    expect([before.status, response.status]).toEqual([
      name === 'nobody' ? 200 : 404,
      202,
    ]);
    expect(response.body).toEqual({ asOf: expect.any(String), pending: true });
    expect(response.headers['retry-after']).toBe('5');
    const pattern = `/v1/${place.split('/')[0]}/{kind}/{namespace}/{name}`;
    const description = await portal.answer('/openapi.json');
    const { 202: pending } = description.paths[pattern].get.responses;
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const validate = ajv.compile(pending.content['application/json'].schema);
    expect(validate(response.body)).toBe(true);
    await portal.refresh();
    expect((await portal.get(path)).status).toBe(200);
    portal.fake.entities = shopCatalog();
    await portal.refresh();
  });

  it('describes in OpenAPI what it answers', async () => {
    const description = await portal.answer('/openapi.json');
    expect(description.openapi).toBe('3.1.0');
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const asked = {
      '/v1/landscape': '/v1/landscape',
      '/v1/boxes/{kind}/{namespace}/{name}': '/v1/boxes/system/default/shop',
      '/v1/entities/{kind}/{namespace}/{name}':
        '/v1/entities/component/default/broken',
      '/v1/moments': '/v1/moments',
      '/v1/difference': '/v1/difference?from=1',
      '/v1/observed': '/v1/observed?window=15m',
      '/v1/search': '/v1/search?q=o',
    };
    expect(Object.keys(description.paths)).toEqual(Object.keys(asked));
    for (const [path, example] of Object.entries(asked)) {
      const { get } = description.paths[path];
      const { schema } = get.responses['200'].content['application/json'];
      const validate = ajv.compile(schema);
      validate(await portal.answer(example));
      expect({ path, errors: validate.errors }).toEqual({ path, errors: null });
    }
  });
});
