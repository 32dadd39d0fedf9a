import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type CompactTopology,
  decodeTopology,
} from '@golden-path/backstage-plugin-topology-common';
import {
  type ObservedCallsProvider,
  topologyObservedCallsExtensionPoint,
} from '@golden-path/backstage-plugin-topology-node';
import createKnex, { type Knex } from 'knex';
import request from 'supertest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- in no package, as what tests of the product share
import {
  type Postgres,
  startPostgres,
} from '../../../../test/support/postgres';
import topologyPlugin from '..';
import { FakeCatalog } from './fakeCatalog';
import { shopCatalog } from './shopCatalog';

const HIDDEN = [
  'component:default/secret',
  'system:default/vault',
  'resource:default/secret-db',
  'group:default/spies',
];

/** Calls between components of the shop, one of which is hidden, and others. */
export const observed: ObservedCallsProvider = {
  id: 'mesh',
  observe: async () => [
    { client: 'Web', server: 'orders', protocol: 'http', rate: 4, p95: 0.02 },
    { client: 'secret', server: 'stock', rate: 1 },
    { client: 'elsewhere', server: 'orders', rate: 1 },
    { client: 'else\0where', server: 'orders', rate: 1 },
  ],
};

let postgres: Postgres;
let databases = 0;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

/** What opens an empty database of each kind that a portal may have. */
export const engines: Record<string, () => Promise<Knex>> = {
  SQLite: async () =>
    createKnex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    }),
  PostgreSQL: async () => {
    databases += 1;
    const connection = await postgres.createDatabase(`topology_${databases}`);
    return createKnex({ client: 'pg', connection });
  },
};

/** A portal with the plugin on a new database, and what refreshes its index at once. */
export async function startTopology(
  engine: string,
  options: {
    decision?: AuthorizeResult;
    entities?: Entity[];
    providers?: ObservedCallsProvider[];
  } = {},
) {
  const fake = new FakeCatalog(options.entities ?? shopCatalog());
  for (const ref of HIDDEN) fake.hidden.add(ref);
  const result = options.decision ?? AuthorizeResult.ALLOW;
  const conditional = {
    result,
    ...{ pluginId: 'catalog', resourceType: 'catalog-entity' },
    conditions: { rule: 'IS_ENTITY_OWNER', resourceType: 'catalog-entity' },
  };
  const permissions = mockServices.permissions.mock({
    authorizeConditional: async () => [conditional as never],
  });
  let task: (signal: AbortSignal) => Promise<void> | void = () => undefined;
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async ({ fn, scope }) => {
      expect(scope).toBe('global');
      task = fn as typeof task;
    },
  });
  const knex = await engines[engine]!();
  const backend = await startTestBackend({
    features: [
      topologyPlugin,
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => mockServices.database({ knex }),
      }),
      permissions.factory,
      scheduler.factory,
      createServiceFactory({
        service: catalogServiceRef,
        deps: {},
        factory: () => fake.service(),
      }),
      createBackendModule({
        pluginId: 'topology',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: { point: topologyObservedCallsExtensionPoint },
            async init({ point }) {
              point.addProvider(...(options.providers ?? []));
            },
          });
        },
      }),
    ],
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    request(backend.server).get(`/api/topology${path}`).set(headers);
  const answer = async (path: string) => {
    const response = await get(path);
    expect({ path, status: response.status, body: response.body }).toEqual(
      expect.objectContaining({ path, status: 200 }),
    );
    return response.body;
  };
  const refresh = async () => task(new AbortController().signal);
  const stop = async () => {
    await backend.stop();
    await knex.destroy();
  };
  return { fake, get, answer, refresh, stop };
}

/** A portal that was started so. */
export type TopologyPortal = Awaited<ReturnType<typeof startTopology>>;

/** The names of all but APIs, in their order. */
export function namesOf(compact: CompactTopology): string[] {
  const { nodes } = decodeTopology(compact);
  return nodes.filter(n => n.shape !== 'api').map(n => n.name);
}
