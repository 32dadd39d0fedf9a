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
import permissionPlugin from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isPermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import searchPlugin from '@backstage/plugin-search-backend';
// The test runs the plugin that the policy's conditions belong to.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import goldenPathPlugin, {
  createGoldenPathConditionalDecision,
  goldenPathConditions,
} from '@golden-path/backstage-plugin-golden-path-backend';
import { goldenPathReadPermission } from '@golden-path/backstage-plugin-golden-path-common';
import request from 'supertest';
import searchModule from '.';
import type { GoldenPathDocument } from '.';

jest.setTimeout(60_000);

const MINIMAL = 'go-rest-service-minimal';
const NEWCOMER = 'user:default/newcomer';

/** Newcomers see the minimal golden path alone. */
const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'test-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          handle: async ({ permission }, user) =>
            user?.info.userEntityRef === NEWCOMER &&
            isPermission(permission, goldenPathReadPermission)
              ? createGoldenPathConditionalDecision(
                  permission,
                  goldenPathConditions.isGoldenPath({ ids: [MINIMAL] }),
                )
              : { result: AuthorizeResult.ALLOW },
        });
      },
    });
  },
});

/** Tokens between plugins say on whose behalf they are, as real ones do. */
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

describe('the search', () => {
  const tasks: ((abort: AbortSignal) => void | Promise<void>)[] = [];
  const scheduler = mockServices.scheduler.mock({
    createScheduledTaskRunner: () => ({
      run: async ({ fn }) => {
        tasks.push(fn);
      },
    }),
  });
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            backend: { baseUrl: 'http://localhost' },
          },
        }),
        scheduler.factory,
        authFactory,
        permissionsServiceFactory,
        permissionPlugin,
        policyModule,
        goldenPathPlugin,
        searchPlugin,
        searchModule,
      ],
    });
    const { signal } = new AbortController();
    await Promise.all(tasks.map(task => task(signal)));
  });
  afterAll(() => backend.stop());

  /** What a person finds. */
  async function found(
    term: string,
    user = 'user:default/boss',
  ): Promise<GoldenPathDocument[]> {
    const response = await request(backend.server)
      .get('/api/search/query')
      .query({ term, 'types[0]': 'golden-path' })
      .set('Authorization', mockCredentials.user.header(user));
    expect(response.status).toBe(200);
    const { results } = response.body as {
      results: { document: GoldenPathDocument }[];
    };
    return results.map(({ document }) => document);
  }

  it('finds a golden path and leads to its wizard', async () => {
    expect(await found('Go REST service')).toContainEqual(
      expect.objectContaining({
        kind: 'golden path',
        title: 'Go REST service',
        icon: 'kind:api',
        location: '/create/templates/default/go-rest-service',
      }),
    );
  });

  it('finds a pattern by the problem that it solves', async () => {
    const offers = await found('idempotency');
    for (const goldenPath of ['Go REST service', 'Go gRPC service']) {
      expect(offers).toContainEqual(
        expect.objectContaining({
          kind: 'pattern',
          pattern: 'idempotency',
          text: expect.stringContaining(`Pattern of ${goldenPath}: `),
        }),
      );
    }
  });

  it('finds for each person what their policy lets them see', async () => {
    const all = (await found('chi')).map(each => each.goldenPath);
    expect(all).toEqual(expect.arrayContaining(['go-rest-service', MINIMAL]));
    const some = await found('chi', NEWCOMER);
    expect(new Set(some.map(each => each.goldenPath))).toEqual(
      new Set([MINIMAL]),
    );
  });
});
