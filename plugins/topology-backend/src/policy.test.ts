import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  type AuthService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import request from 'supertest';
import topologyPlugin from '.';
import { shopCatalog } from './__testUtils__/shopCatalog';

/** Hides from everybody but the boss what is marked so. */
const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'test-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          async handle({ permission }, user) {
            const isBoss = user?.info.userEntityRef === 'user:default/boss';
            return isPermission(permission, catalogEntityReadPermission) &&
              !isBoss
              ? createCatalogConditionalDecision(permission, {
                  not: catalogConditions.hasLabel({ label: 'hidden' }),
                })
              : { result: AuthorizeResult.ALLOW };
          },
        });
      },
    });
  },
});

function stored(entity: Entity): Entity {
  const { etag: _, ...metadata } = entity.metadata;
  const location = `test:${metadata.name}`;
  const isHidden = /secret|vault/.test(metadata.name);
  return {
    ...entity,
    metadata: {
      ...metadata,
      labels: isHidden ? { hidden: 'yes' } : {},
      annotations: {
        ...metadata.annotations,
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
    spec: {
      ...{ owner: 'team', lifecycle: 'production', definition: 'none' },
      ...entity.spec,
    },
  };
}

const entitiesModule = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'test-entities',
  register(env) {
    env.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addEntityProvider({
          getProviderName: () => 'test',
          connect: connection =>
            connection.applyMutation({
              type: 'full',
              entities: shopCatalog().map(entity => ({
                entity: stored(entity),
                locationKey: 'test',
              })),
            }),
        });
      },
    });
  },
});

/**
 * Tokens that plugins make for each other say who asks on whose behalf, as real ones do: without that the
 * permission backend tells no one its conditions.
 */
const authFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }): AuthService => {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const getPluginRequestToken: AuthService['getPluginRequestToken'] =
      async options => {
        const { onBehalfOf } = options;
        if (!auth.isPrincipal(onBehalfOf, 'user')) {
          return auth.getPluginRequestToken(options);
        }
        const { userEntityRef } = onBehalfOf.principal;
        const actor = { subject: `plugin:${plugin.getId()}` };
        return { token: mockCredentials.user.token(userEntityRef, { actor }) };
      };
    return Object.assign(Object.create(auth), { getPluginRequestToken });
  },
});

describe('with a real catalog and a real policy', () => {
  let refresh = async () => {};
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async ({ id, fn }) => {
      if (id !== 'topology-refresh') return;
      refresh = async () => fn(new AbortController().signal);
    },
  });
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        entitiesModule,
        permissionPlugin,
        policyModule,
        topologyPlugin,
        authFactory,
        permissionsServiceFactory,
        scheduler.factory,
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            catalog: { processingInterval: { seconds: 1 } },
          },
        }),
      ],
    });
  }, 60_000);
  afterAll(() => backend.stop());

  const get = (path: string, user: string) =>
    request(backend.server)
      .get(`/api/topology${path}`)
      .set('authorization', mockCredentials.user.header(user));

  /** What the boss sees at a path as soon as all entities are indexed, or else after a minute. */
  async function indexed(path: string): Promise<string> {
    const names = ['secret', 'vault', 'stock-db', 'orders-api', 'nobody'];
    for (let tries = 0; ; tries += 1) {
      await refresh();
      const { text } = await get(path, 'user:default/boss');
      const isWhole = names.every(name => text.includes(name));
      if (isWhole || tries > 120) return text;
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }

  it('the one who may sees all, the others find no trace', async () => {
    const landscape = '/v1/landscape?rollUp=none';
    const whole = await indexed(landscape);
    expect(whole).toContain('component:default/secret');
    for (const path of [
      landscape,
      '/v1/landscape',
      '/v1/boxes/domain/default/commerce',
      '/v1/entities/component/default/stock?depth=3',
      '/v1/search?q=s',
      '/v1/difference?from=1',
    ]) {
      const { status, text } = await get(path, 'user:default/clerk');
      expect({ path, status }).toEqual({ path, status: 200 });
      expect({ path, trace: text.match(/secret|vault/) }).toEqual({
        path,
        trace: null,
      });
    }
    const clerk = await get(landscape, 'user:default/clerk');
    expect(clerk.text).toContain('component:default/stock');
    const hidden = '/v1/entities/component/default/secret';
    expect((await get(hidden, 'user:default/clerk')).status).toBe(404);
    expect((await get(hidden, 'user:default/boss')).status).toBe(200);
  }, 90_000);
});
