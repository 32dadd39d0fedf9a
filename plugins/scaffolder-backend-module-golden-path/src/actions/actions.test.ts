import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  Composer,
  locatePack,
} from '@golden-path/backstage-plugin-golden-path-node';
import { validate } from 'jsonschema';
import { parse } from 'yaml';
import { exampleAnswers } from './answers.example';
import { createComposeAction } from './compose';
import { composeExamples } from './compose.examples';
import { lockDigest, LOCK_PATH } from './lockDigest';
import { createPreflightAction } from './preflight';
import { preflightExamples } from './preflight.examples';
import { createProtectAction } from './protect';
import { protectExamples } from './protect.examples';
import { createRegisterAction } from './register';
import { registerExamples } from './register.examples';

const REPO_URL = 'github.com?owner=acme&repo=orders';
const CONTENTS = 'https://github.com/acme/orders/blob/main/';
const CATALOG_INFO = `${CONTENTS}catalog-info.yaml`;

const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'checkout' },
};
const system: Entity = { ...group, kind: 'System', metadata: { name: 'shop' } };

function registered(kind: string, name: string, url = CATALOG_INFO): Entity {
  const annotations = {
    'backstage.io/managed-by-origin-location': `url:${url}`,
  };
  return { ...group, kind, metadata: { name, annotations } };
}

let composer: Composer;
let workspacePath: string;
beforeAll(async () => {
  composer = await Composer.load([locatePack()]);
});
beforeEach(async () => {
  workspacePath = await mkdtemp(join(tmpdir(), 'golden-path-actions-'));
});
afterEach(() => rm(workspacePath, { recursive: true, force: true }));

interface Portal {
  entities?: Entity[];
  /** Files of the repository by path. */
  files?: Record<string, string>;
  kinds?: string[];
  integrations?: JsonObject;
  decision?: AuthorizeResult;
}

/** The services that the actions use, around a catalog and a repository. */
function services(portal: Portal = {}) {
  const {
    entities = [group, system],
    files = {},
    kinds = ['Component', 'API', 'Resource', 'System'],
    integrations = {},
    decision: result = AuthorizeResult.ALLOW,
  } = portal;
  const config = mockServices.rootConfig({
    data: { catalog: { rules: [{ allow: kinds }] }, integrations },
  });
  const reader = mockServices.urlReader.mock({
    readUrl: async url => {
      const content = files[url.replace(CONTENTS, '')];
      if (content === undefined) throw new NotFoundError(url);
      return { buffer: async () => Buffer.from(content) } as never;
    },
    readTree: async (_url, options) => {
      const paths = Object.keys(files);
      if (paths.length === 0) throw new NotFoundError('no repository');
      paths.forEach(path => options?.filter?.(path));
      return { files: async () => [] } as never;
    },
  });
  const event = {
    success: jest.fn(async () => {}),
    fail: jest.fn(async (_: { error: Error }) => {}),
  };
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => event),
  });
  const permissions = mockServices.permissions.mock({
    authorize: async requests => requests.map(() => ({ result })) as never,
  });
  return {
    auditor,
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities }),
    config,
    goldenPath: composer,
    integrations: ScmIntegrations.fromConfig(config),
    permissions,
    reader,
    event,
  };
}

async function runAction(
  action: { handler(context: never): Promise<void> },
  input: JsonObject,
  more: { isDryRun?: boolean; signal?: AbortSignal } = {},
): Promise<JsonObject> {
  const context = {
    ...createMockActionContext({ input, workspacePath }),
    ...more,
  };
  const output = jest.spyOn(context, 'output');
  await action.handler(context as never);
  return Object.fromEntries(output.mock.calls);
}

describe('golden-path:compose', () => {
  it('writes the repository and gives composition and hash', async () => {
    const { tree } = await composer.compose(exampleAnswers);
    const output = await runAction(createComposeAction(services()), {
      answers: exampleAnswers,
    });
    expect(output).toMatchObject({
      hash: tree.hash,
      lockDigest: lockDigest(tree),
      files: tree.files.length,
      path: 'repository',
    });
    const goMod = join(workspacePath, 'repository', 'go.mod');
    expect(await readFile(goMod, 'utf8')).toMatch(/^module github\.com\/acme/);
  });

  it('leaves an event of who composed what, and none of a dry run', async () => {
    const { event, ...around } = services();
    const action = createComposeAction(around);
    const input = { answers: exampleAnswers };
    await runAction(action, input, { isDryRun: true });
    expect(around.auditor.createEvent).not.toHaveBeenCalled();
    const { hash } = await runAction(action, input);
    expect(around.auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'service-compose',
      severityLevel: 'medium',
      meta: expect.objectContaining({
        taskId: expect.any(String),
        goldenPath: 'go-rest-service',
        service: 'orders',
        hash,
      }),
    });
    expect(event.success).toHaveBeenCalled();
    expect(event.fail).not.toHaveBeenCalled();
  });

  it('gives true outputs in a dry run', async () => {
    const action = createComposeAction(services());
    expect(action.supportsDryRun).toBe(true);
    const input = { answers: exampleAnswers };
    const dry = await runAction(action, input, { isDryRun: true });
    expect(dry).toEqual(await runAction(action, input));
  });

  it('names field and mend of wrong answers, and writes nothing', async () => {
    const answers = {
      ...exampleAnswers,
      service: { ...exampleAnswers.service, name: '../evil' },
    };
    await expect(
      runAction(createComposeAction(services()), { answers }),
    ).rejects.toThrow(/^service\.name /);
    expect(await readdir(workspacePath)).toEqual([]);
  });

  it('stays inside the workspace', async () => {
    await expect(
      runAction(createComposeAction(services()), {
        answers: exampleAnswers,
        targetPath: '../outside',
      }),
    ).rejects.toThrow(/outside/);
  });

  it('writes nothing once it is cancelled', async () => {
    await expect(
      runAction(
        createComposeAction(services()),
        { answers: exampleAnswers },
        { signal: AbortSignal.abort() },
      ),
    ).rejects.toThrow(/abort/i);
    expect(await readdir(workspacePath)).toEqual([]);
  });

  it('needs the permission', async () => {
    const denied = services({ decision: AuthorizeResult.DENY });
    await expect(
      runAction(createComposeAction(denied), { answers: exampleAnswers }),
    ).rejects.toThrow(/'golden-path\.compose'/);
  });
});

describe('golden-path:preflight', () => {
  const preflight = (portal?: Portal, repoUrl = REPO_URL) =>
    runAction(createPreflightAction(services(portal)), {
      answers: exampleAnswers,
      repoUrl,
    });

  it('passes when nothing stands in the way', async () => {
    expect(await preflight()).toEqual({
      publish: 'github',
      repoContentsUrl: CONTENTS,
      cloneUrl: 'https://github.com/acme/orders.git',
      catalogInfoUrl: CATALOG_INFO,
      lockUrl: `${CONTENTS}${LOCK_PATH}`,
      description: 'Orders service',
      entityRefs: expect.arrayContaining(['component:default/orders']),
      protect: 'none',
      protection: { approvals: 1, codeOwners: false, checks: [] },
    });
  });

  it('says how the main branch is protected, where a step can', async () => {
    const protection = { approvals: 2, checks: ['test'] };
    const protecting = {
      ...composer,
      compose: async (answers: unknown) => {
        const composed = await composer.compose(answers);
        const composition = { ...composed.composition, protection };
        return { ...composed, composition };
      },
    } as Composer;
    const at = (repoUrl: string) =>
      runAction(
        createPreflightAction({ ...services(), goldenPath: protecting }),
        { answers: exampleAnswers, repoUrl },
      );
    expect(await at(REPO_URL)).toMatchObject({
      protect: 'github',
      protection: { approvals: 2, codeOwners: false, checks: ['test'] },
    });
    await expect(
      at('dev.azure.com?organization=acme&project=shop&repo=orders'),
    ).rejects.toThrow(/protection: no step protects branches on .* type azure/);
  });

  it('takes over a repository that holds this composition', async () => {
    const { tree } = await composer.compose(exampleAnswers);
    const lock = tree.files.find(({ path }) => path === LOCK_PATH);
    const output = await preflight({
      files: { [LOCK_PATH]: lock?.content ?? '' },
      entities: [group, system, registered('Component', 'orders')],
    });
    expect(output).toMatchObject({ publish: 'none' });
  });

  it.each<[string, Portal, RegExp]>([
    [
      'another repository',
      { files: { 'README.md': 'mine' } },
      /acme\/orders already holds files/,
    ],
    [
      'another composition',
      { files: { [LOCK_PATH]: 'other' } },
      /acme\/orders already holds files/,
    ],
    [
      'a taken name',
      {
        entities: [
          group,
          system,
          registered('Component', 'orders', 'https://example.com/x.yaml'),
        ],
      },
      /already has component:default\/orders, from https:\/\/example\.com/,
    ],
    ['no owner', { entities: [system] }, /no group:default\/checkout/],
    ['no system', { entities: [group] }, /no system:default\/shop/],
    [
      'strict rules',
      { kinds: ['Component', 'API'] },
      /catalog refuses Resource entities/,
    ],
    [
      'no permission',
      { decision: AuthorizeResult.DENY },
      /lack the permission/,
    ],
    [
      'a host that is known by default alone',
      {
        integrations: {
          gitea: [{ host: 'git.acme.dev', baseUrl: 'https://git.acme.dev' }],
        },
      },
      /creates no repositories on github\.com; choose git\.acme\.dev, or name github\.com in 'integrations'/,
    ],
  ])('refuses with %s', async (_name, portal, message) => {
    await expect(preflight(portal)).rejects.toThrow(message);
  });

  it('refuses a domain that the catalog has not', async () => {
    const answers = {
      ...exampleAnswers,
      service: {
        ...exampleAnswers.service,
        system: 'stalls',
        createSystem: true,
        domain: 'trade',
      },
    };
    const refused = (entities: Entity[]) =>
      runAction(createPreflightAction(services({ entities })), {
        answers,
        repoUrl: REPO_URL,
      });
    await expect(refused([group])).rejects.toThrow(/no domain:default\/trade/);
    const domain = { ...group, kind: 'Domain', metadata: { name: 'trade' } };
    await expect(refused([group, domain])).resolves.toMatchObject({
      publish: 'github',
    });
  });

  it('lists everything at once', async () => {
    await expect(
      preflight({ entities: [], files: { a: 'b' }, kinds: ['Component'] }),
    ).rejects.toThrow(/Nothing was created\. [4-9] things stand in the way/);
  });

  it('says which host does not answer', async () => {
    const reader = mockServices.urlReader.mock({
      readUrl: () => Promise.reject(new Error('no route')),
    });
    await expect(
      runAction(createPreflightAction({ ...services(), reader }), {
        answers: exampleAnswers,
        repoUrl: REPO_URL,
      }),
    ).rejects.toThrow(
      /Nothing was created.*acme\/orders on github\.com cannot be read; check that the portal reaches github\.com.*no route/s,
    );
  });

  it('refuses a host that the portal does not know', async () => {
    await expect(
      preflight({}, 'git.example.com?owner=acme&repo=orders'),
    ).rejects.toThrow(/git\.example\.com/);
  });
});

describe('golden-path:register', () => {
  const entityRefs = ['component:default/orders', 'api:default/orders-api'];
  const register = (
    portal: Portal,
    more: JsonObject = {},
    context: { isDryRun?: boolean; signal?: AbortSignal } = {},
  ) => {
    const given = services(portal);
    const addLocation = jest
      .spyOn(given.catalog, 'addLocation')
      .mockResolvedValue({} as never);
    const done = runAction(
      createRegisterAction(given),
      { catalogInfoUrl: CATALOG_INFO, entityRefs, ...more },
      context,
    );
    return { done, addLocation, given };
  };
  const entities = [
    registered('Component', 'orders'),
    registered('API', 'orders-api'),
  ];

  it('leaves an event of what was registered, and of what was not', async () => {
    const inTime = register({ entities });
    await inTime.done;
    expect(inTime.given.auditor.createEvent).toHaveBeenCalledWith({
      eventId: 'location-register',
      severityLevel: 'medium',
      meta: expect.objectContaining({
        catalogInfoUrl: CATALOG_INFO,
        entityRefs,
      }),
    });
    expect(inTime.given.event.success).toHaveBeenCalled();
    const late = register({}, { timeoutSeconds: 1 });
    await expect(late.done).rejects.toThrow(/still lacks/);
    expect(late.given.event.success).not.toHaveBeenCalled();
    const [failed] = late.given.event.fail.mock.calls;
    expect(failed?.[0].error.message).toMatch(/still lacks/);
  });

  it('registers the location and waits for its entities', async () => {
    const { done, addLocation } = register({ entities });
    expect(await done).toEqual({
      entityRef: 'component:default/orders',
    });
    expect(addLocation).toHaveBeenCalledWith(
      { type: 'url', target: CATALOG_INFO, onConflict: 'refresh' },
      expect.anything(),
    );
  });

  it('registers nothing in a dry run, with the true outputs', async () => {
    const { done, addLocation } = register({}, {}, { isDryRun: true });
    expect(await done).toEqual({ entityRef: 'component:default/orders' });
    expect(addLocation).not.toHaveBeenCalled();
  });

  it('registers no empty and no other repository', async () => {
    const expected = {
      lock: { url: `${CONTENTS}${LOCK_PATH}`, digest: 'a'.repeat(64) },
    };
    const empty = register({ entities }, expected);
    await expect(empty.done).rejects.toThrow(/nothing was registered/);
    expect(empty.addLocation).not.toHaveBeenCalled();
    const other = register({ files: { [LOCK_PATH]: 'other' } }, expected);
    await expect(other.done).rejects.toThrow(/holds another composition/);
  });

  it('says which entity came from elsewhere', async () => {
    const { done } = register({
      entities: [
        registered('Component', 'orders', 'https://example.com/a.yaml'),
        registered('API', 'orders-api'),
      ],
    });
    await expect(done).rejects.toThrow(
      /component:default\/orders came from another location/,
    );
  });

  it('says which entity does not come', async () => {
    const { done } = register({ entities: [] }, { timeoutSeconds: 1 });
    await expect(done).rejects.toThrow(/still lacks component:default\/orders/);
  });

  it('stops waiting when it is cancelled', async () => {
    const abort = new AbortController();
    const { done } = register({}, {}, { signal: abort.signal });
    abort.abort();
    await expect(done).rejects.toThrow(/abort/i);
  });
});

describe('examples', () => {
  const portal = () => services();
  it.each([
    ...composeExamples.map(
      each => [each, () => createComposeAction(portal())] as const,
    ),
    ...preflightExamples.map(
      each => [each, () => createPreflightAction(portal())] as const,
    ),
    ...protectExamples.map(
      each => [each, () => createProtectAction(portal())] as const,
    ),
    ...registerExamples.map(
      each => [each, () => createRegisterAction(portal())] as const,
    ),
  ])('runs dry: $description', async ({ example }, make) => {
    const action = make();
    const { steps } = parse(example) as {
      steps: { action: string; input: JsonObject }[];
    };
    for (const step of steps) {
      expect(step.action).toBe(action.id);
      expect(validate(step.input, action.schema?.input ?? {}).errors).toEqual(
        [],
      );
      const output = await runAction(action, step.input, { isDryRun: true });
      expect(Object.keys(output).length).toBeGreaterThan(0);
    }
  });
});
