import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  type AuthService,
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
  type PermissionsService,
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
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  goldenPathChoosePermission,
  goldenPathComposePermission,
  goldenPathReadPermission,
} from '@golden-path/backstage-plugin-golden-path-common';
import request from 'supertest';
import goldenPathPlugin, {
  createGoldenPathConditionalDecision,
  goldenPathConditions,
} from '.';

// The first composition waits for its thread, which reads TypeScript here.
jest.setTimeout(60_000);

const MINIMAL = 'go-rest-service-minimal';
const NEWCOMER = 'user:default/newcomer';
const STRANGER = 'user:default/stranger';

/**
 * Newcomers see what is for HTTP, and choose the minimal golden path alone;
 * strangers may nothing of the kind.
 */
const policyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'test-policy',
  register(env) {
    env.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          async handle({ permission }, user): Promise<PolicyDecision> {
            const who = user?.info.userEntityRef;
            if (who === STRANGER) return { result: AuthorizeResult.DENY };
            if (who !== NEWCOMER) return { result: AuthorizeResult.ALLOW };
            if (isPermission(permission, goldenPathReadPermission)) {
              return createGoldenPathConditionalDecision(permission, {
                allOf: [
                  goldenPathConditions.hasTag({ tag: 'go' }),
                  goldenPathConditions.isGoldenPath({ ids: [MINIMAL] }),
                ],
              });
            }
            return isPermission(permission, goldenPathChoosePermission) ||
              isPermission(permission, goldenPathComposePermission)
              ? createGoldenPathConditionalDecision(
                  permission,
                  goldenPathConditions.isGoldenPath({ ids: [MINIMAL] }),
                )
              : { result: AuthorizeResult.ALLOW };
          },
        });
      },
    });
  },
});

/**
 * Tokens that plugins make for each other say who asks on whose behalf, as
 * real ones do: without that the permission backend tells no one its conditions.
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

/** A plugin that asks for permissions of the golden path's. */
const scaffolder = {
  permissions: {} as PermissionsService,
  plugin: createBackendPlugin({
    pluginId: 'scaffolder',
    register(env) {
      env.registerInit({
        deps: { permissions: coreServices.permissions },
        async init({ permissions }) {
          scaffolder.permissions = permissions;
        },
      });
    },
  }),
};

const answers = (goldenPath: string) => ({
  apiVersion: 'goldenpath.dev/v1',
  goldenPath,
  service: {
    name: 'orders',
    owner: 'group:default/checkout',
    module: 'github.com/acme/orders',
  },
  resources: [{ name: 'order', fields: [{ name: 'number', type: 'text' }] }],
});

describe('a policy', () => {
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  beforeAll(async () => {
    backend = await startTestBackend({
      features: [
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            goldenPath: { contact: 'the platform team in #golden-path' },
          },
        }),
        authFactory,
        permissionsServiceFactory,
        permissionPlugin,
        policyModule,
        goldenPathPlugin,
        scaffolder.plugin,
      ],
    });
  });
  afterAll(() => backend.stop());

  const header = (user: string) => mockCredentials.user.header(user);
  const seenBy = async (user: string) => {
    const response = await request(backend.server)
      .get('/api/golden-path/catalogues')
      .set('Authorization', header(user));
    const items: { goldenPaths: { id: string }[] }[] =
      response.body.items ?? [];
    return {
      status: response.status,
      message: response.body.error?.message,
      ids: items.flatMap(item => item.goldenPaths.map(({ id }) => id)),
    };
  };
  const post = (user: string, route: string, body: object) =>
    request(backend.server)
      .post(`/api/golden-path/${route}`)
      .set('Authorization', header(user))
      .send(body);

  it('decides which golden paths are seen', async () => {
    expect((await seenBy('user:default/boss')).ids).toEqual(
      expect.arrayContaining(['go-rest-service', MINIMAL]),
    );
    expect((await seenBy(NEWCOMER)).ids).toEqual([MINIMAL]);
  });

  it('says what is missing and whom to ask', async () => {
    expect(await seenBy(STRANGER)).toMatchObject({
      status: 403,
      message:
        "You lack the permission 'golden-path.catalogue.read'; ask the platform team in #golden-path for it",
    });
  });

  it.each([
    ['previews', {}],
    ['previews/file', { path: 'go.mod' }],
    ['previews/archive', {}],
  ])('decides which golden paths are chosen, at %s', async (route, more) => {
    const chosen = await post(NEWCOMER, route, {
      answers: answers(MINIMAL),
      ...more,
    });
    expect(chosen.status).toBe(200);
    const refused = await post(NEWCOMER, route, {
      answers: answers('go-rest-service'),
      ...more,
    });
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toBe(
      "You lack the permission 'golden-path.choose' for golden path 'go-rest-service'; ask the platform team in #golden-path for it",
    );
  });

  it('decides for other plugins, as the actions of the scaffolder ask', async () => {
    const asked = [MINIMAL, 'go-rest-service', 'nowhere'].map(resourceRef => ({
      permission: goldenPathComposePermission,
      resourceRef,
    }));
    const decisions = await scaffolder.permissions.authorize(asked, {
      credentials: mockCredentials.user(NEWCOMER),
    });
    expect(decisions.map(({ result }) => result)).toEqual([
      AuthorizeResult.ALLOW,
      AuthorizeResult.DENY,
      AuthorizeResult.DENY,
    ]);
  });

  it.each([{ goldenPath: 'nowhere' }, { goldenPath: 7 }, null, 'text'])(
    'tells nobody what is hidden by asking for %j',
    async wrong => {
      const response = await post(NEWCOMER, 'previews', { answers: wrong });
      expect(response.status).toBe(403);
      expect(JSON.stringify(response.body)).not.toContain('go-rest-service');
    },
  );
});
