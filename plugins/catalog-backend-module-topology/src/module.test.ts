import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  type EntityProvider,
  catalogProcessingExtensionPoint,
} from '@backstage/plugin-catalog-node';
import request from 'supertest';
import catalogModuleTopology from '.';
import { TOPOLOGY_RELATIONS } from './relations';

function entity(
  kind: string,
  name: string,
  spec: Record<string, string | string[]>,
  topology?: string,
): Entity {
  const location = `test:${name}`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
        ...(topology ? { 'goldenpath.dev/topology': topology } : {}),
      },
    },
    spec: { owner: 'team', lifecycle: 'production', ...spec },
  };
}

const service = (spec: Record<string, string | string[]> = {}) => ({
  type: 'service',
  ...spec,
});

const entities = [
  entity(
    'Component',
    'orders',
    service({ providesApis: ['order-events'], consumesApis: ['payments'] }),
    JSON.stringify({
      users: { protocol: 'grpc' },
      'resource:placed': { direction: 'publish' },
      'resource:orders-db': { protocol: 'sql' },
      'component:mailer': { protocol: 'carrier pigeon' },
      'user:someone': {},
    }),
  ),
  entity('Component', 'users', service()),
  entity('Component', 'mailer', service({ consumesApis: ['order-events'] })),
  entity('Component', 'broken', service(), '{"users": '),
  entity(
    'Component',
    'quiet',
    service({ consumesApis: ['order-events'] }),
    '{"api:order-events": {"operations": ["replay"]}}',
  ),
  entity('API', 'order-events', {
    type: 'asyncapi',
    definition: 'asyncapi: 3.0.0\noperations: {placed: {action: send}}',
  }),
  entity('API', 'payments', {
    type: 'asyncapi',
    definition: 'asyncapi: 2.6.0\nchannels: {pay: {publish: {}}}',
  }),
  entity('Resource', 'placed', { type: 'kafka-topic' }),
];

const provider: EntityProvider = {
  getProviderName: () => 'test',
  connect: connection =>
    connection.applyMutation({
      type: 'full',
      entities: entities.map(each => ({ entity: each, locationKey: 'test' })),
    }),
};

/** A real catalog with the module, and the entities above. */
async function startCatalog() {
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleTopology,
      mockServices.rootConfig.factory({
        data: { catalog: { processingInterval: { seconds: 1 } } },
      }),
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: { catalog: catalogProcessingExtensionPoint },
            init: async ({ catalog }) => catalog.addEntityProvider(provider),
          });
        },
      }),
    ],
  });
  const read = async (ref: string): Promise<Entity & { status?: object }> => {
    const path = `/api/catalog/entities/by-name/${ref}`;
    const { body } = await request(backend.server).get(path);
    return body;
  };
  const relations = async (ref: string, ...types: string[]) => {
    const found = (await read(ref)).relations ?? [];
    return found
      .filter(({ type }) => types.includes(type))
      .map(({ type, targetRef }) => `${type} ${targetRef}`)
      .sort();
  };
  return { read, relations, stop: () => backend.stop() };
}

/** What something answers in the end, or at last after twenty seconds. */
async function eventually<T>(ask: () => Promise<T>, expected: T): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask();
    if (JSON.stringify(answer) === JSON.stringify(expected)) return answer;
    if (tries > 80) return answer;
    await new Promise(resolve => setTimeout(resolve, 250));
  }
}

describe('a catalog with the topology module', () => {
  let catalog: Awaited<ReturnType<typeof startCatalog>>;
  beforeAll(async () => {
    catalog = await startCatalog();
  });
  afterAll(() => catalog.stop());

  /** The relations that an entity has in the end: those expected, or else whatever it has. */
  const relationsOf = (ref: string, types: string[], expected: string[]) =>
    eventually(() => catalog.relations(ref, ...types), expected);

  it.each([
    [
      'component/default/orders',
      [
        'calls component:default/mailer',
        'calls component:default/users',
        // its own events, what the provider of payments receives, and a topic it names
        'publishesTo api:default/order-events',
        'publishesTo api:default/payments',
        'publishesTo resource:default/placed',
      ],
    ],
    [
      'component/default/mailer',
      [
        'calledBy component:default/orders',
        'subscribesTo api:default/order-events',
      ],
    ],
    [
      'api/default/order-events',
      [
        'hasPublisher component:default/orders',
        'hasSubscriber component:default/mailer',
      ],
    ],
    ['resource/default/placed', ['hasPublisher component:default/orders']],
    // an annotation without a direction has the last word
    ['component/default/quiet', []],
  ])(
    'has what annotation and definitions say, and the inverse, at %s',
    async (ref, expected) => {
      const types = Object.entries(TOPOLOGY_RELATIONS).flat();
      expect(await relationsOf(ref, types, expected)).toEqual(expected);
    },
    60_000,
  );

  it('shows what is wrong in an annotation as status, and takes the entity in all the same', async () => {
    const messages = async (name: string) => {
      const { status } = await catalog.read(`component/default/${name}`);
      const { items = [] } = (status ?? {}) as {
        items?: { type: string; level: string; error?: { message: string } }[];
      };
      expect(items.every(item => item.level === 'error')).toBe(true);
      return items.map(({ error }) => error?.message);
    };
    expect(await messages('broken')).toEqual([
      expect.stringContaining('is no JSON object'),
    ]);
    expect(await messages('orders')).toEqual([
      expect.stringContaining('carrier pigeon'),
      expect.stringContaining('"user:someone"'),
    ]);
    expect(await messages('users')).toEqual([]);
  });
});
