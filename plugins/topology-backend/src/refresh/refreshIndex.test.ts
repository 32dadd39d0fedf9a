import type { Entity } from '@backstage/catalog-model';
import {
  topologyFromEntities,
  withoutRings,
} from '@golden-path/backstage-plugin-topology-common';
import fc from 'fast-check';
import { FakeCatalog } from '../__testUtils__/fakeCatalog';
import { currentTopology, memoryIndex } from '../__testUtils__/memoryIndex';
import { entity, shopCatalog } from '../__testUtils__/shopCatalog';
import { slimEntity } from './slimEntity';

type Index = Awaited<ReturnType<typeof memoryIndex>>;

const names = ['a', 'b', 'c', 'd', 'e'];
const name = fc.constantFrom(...names);
const few = (kind: string) =>
  fc.uniqueArray(
    name.map(each => `${kind}:${each}`),
    { maxLength: 2 },
  );
const box = fc.option(name, { nil: 'a' });

const component = fc
  .record(
    {
      dependsOn: fc.oneof(few('component'), few('resource'), few('api')),
      dependencyOf: few('component'),
      providesApis: few('api'),
      consumesApis: few('api'),
      subcomponentOf: name,
      system: box,
      type: fc.constantFrom('service', 'worker', 'kafka-topic'),
    },
    { requiredKeys: ['type'] },
  )
  .chain(spec =>
    name.map(each =>
      entity('Component', each, spec, {
        annotations: {
          'goldenpath.dev/topology': JSON.stringify({
            'resource:a': { direction: 'publish' },
          }),
        },
      }),
    ),
  );
const api = fc
  .record({ type: fc.constantFrom('openapi', 'grpc', 'asyncapi') })
  .chain(spec => name.map(each => entity('API', each, spec)));
const resource = fc
  .record(
    { type: fc.constantFrom('database', 'redis'), system: box },
    { requiredKeys: ['type'] },
  )
  .chain(spec => name.map(each => entity('Resource', each, spec)));
const system = fc
  .record({ domain: name }, { requiredKeys: [] })
  .chain(spec => name.map(each => entity('System', each, spec)));
const domain = fc
  .record({ subdomainOf: name }, { requiredKeys: [] })
  .chain(spec => name.map(each => entity('Domain', each, spec)));

const any = fc.oneof(component, component, api, resource, system, domain);
const catalog = fc.uniqueArray(any, {
  maxLength: 14,
  selector: each => `${each.kind}:${each.metadata.name}`,
});
const edits = fc.array(
  fc.record({
    put: fc.array(any, { maxLength: 2 }),
    drop: fc.array(fc.nat(20), { maxLength: 1 }),
  }),
  { maxLength: 6 },
);

/** A catalog with some entities added or exchanged, and others gone. */
function edited(
  entities: Entity[],
  edit: { put: Entity[]; drop: number[] },
): Entity[] {
  const kept = entities.filter((_, index) => !edit.drop.includes(index));
  const byKey = new Map(
    [...kept, ...edit.put].map(each => [
      `${each.kind}:${each.metadata.name}`,
      each,
    ]),
  );
  return [...byKey.values()];
}

describe('refreshing the index', () => {
  const open: Index[] = [];
  const start = async (entities: Entity[]) => {
    const fake = new FakeCatalog(entities);
    const index = await memoryIndex(fake);
    open.push(index);
    return { fake, ...index };
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map(index => index.close()));
  });

  it('holds after any changes what the catalog as a whole declares', async () => {
    await fc.assert(
      fc.asyncProperty(catalog, edits, async (first, changes) => {
        const index = await start([]);
        let entities = first;
        for (const edit of [{ put: [], drop: [] }, ...changes]) {
          entities = edited(entities, edit);
          index.fake.entities = entities;
          await index.refresh();
          const { topology } = topologyFromEntities(entities.map(slimEntity));
          const held = await currentTopology(index.knex);
          expect(held.nodes).toEqual(topology.nodes);
          expect(held.edges).toEqual(topology.edges);
          // frames in rings are straightened when they are read, for no one of them knows of it
          expect(withoutRings(held.boxes)).toEqual(topology.boxes);
        }
        await index.close();
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('reads and writes nothing when nothing changed', async () => {
    const { fake, knex, refresh } = await start(shopCatalog());
    await refresh();
    fake.fetched.length = 0;
    expect(await refresh()).toEqual({ read: 0, removed: 0, written: 0 });
    expect(fake.fetched).toEqual([]);
    expect(await knex('revisions').where('published', true)).toHaveLength(1);
  });

  it('writes only what a change changes', async () => {
    const { fake, refresh } = await start(shopCatalog());
    await refresh();
    fake.entities = shopCatalog().map(each =>
      each.metadata.name === 'orders-api'
        ? entity('API', 'orders-api', { type: 'grpc', owner: 'team' })
        : each,
    );
    // the API's own node, and the call of the one consumer ends and begins as another
    expect(await refresh()).toEqual({ read: 1, removed: 0, written: 3 });
  });

  it('takes a new etag without new content as nothing new', async () => {
    const { fake, refresh } = await start(shopCatalog());
    await refresh();
    fake.entities = shopCatalog().map(each => ({
      ...each,
      metadata: { ...each.metadata, etag: 'another', labels: { seen: 'no' } },
    }));
    const read = shopCatalog().length;
    expect(await refresh()).toEqual({ read, removed: 0, written: 0 });
    expect(await refresh()).toEqual({ read: 0, removed: 0, written: 0 });
  });

  it('shows nothing of a refresh that was cut off, and ends it the next time', async () => {
    const { fake, knex, refresh } = await start(shopCatalog());
    await refresh();
    fake.entities = shopCatalog().filter(each => each.kind !== 'Resource');
    const controller = new AbortController();
    const cut = knex.on('query', ({ sql }: { sql: string }) => {
      if (sql.includes('delete from `stale_items`')) controller.abort();
    });
    await refresh({ signal: controller.signal }).catch(() => undefined);
    cut.removeAllListeners('query');
    expect(await knex('revisions').where('published', true)).toHaveLength(1);
    await refresh();
    const { topology } = topologyFromEntities(fake.entities.map(slimEntity));
    expect((await currentTopology(knex)).nodes).toEqual(topology.nodes);
    expect(await knex('revisions').where('published', true)).toHaveLength(2);
  });

  it('forgets states that are too old, and keeps the one that held then', async () => {
    const { fake, knex, refresh } = await start(shopCatalog());
    const day = (number: number) => () =>
      new Date(Date.UTC(2026, 0, number, 12));
    await refresh({ now: day(1) });
    fake.entities = shopCatalog().filter(e => e.metadata.name !== 'web');
    await refresh({ now: day(5) });
    fake.entities = shopCatalog();
    await refresh({ now: day(9), keepMs: 2 * 86_400_000 });
    const kept = await knex('revisions').orderBy('number');
    expect(kept.map(({ number }) => number)).toEqual([2, 3]);
    const gone = await knex('nodes').where('until', '<=', 2);
    expect(gone).toEqual([]);
  });
});
