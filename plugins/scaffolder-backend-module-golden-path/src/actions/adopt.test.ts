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
import { createAdoptAction } from './adopt';

const SERVICE = {
  'go.mod': 'module example.com/acme/orders\n',
  'main.go': 'package main\nimport "github.com/lib/pq"\n',
};
const CATALOG_INFO =
  'https://github.com/acme/orders/blob/develop/catalog-info.yaml';

const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'checkout' },
};

let workspacePath: string;
beforeEach(async () => {
  workspacePath = await mkdtemp(join(tmpdir(), 'golden-path-adopt-'));
});
afterEach(() => rm(workspacePath, { recursive: true, force: true }));

async function run(
  input: object = {},
  portal: {
    files?: Record<string, string>;
    entities?: Entity[];
    kinds?: string[];
    decision?: AuthorizeResult;
  } = {},
) {
  const {
    files = SERVICE,
    entities = [],
    kinds = ['Component', 'API', 'Resource'],
    decision: result = AuthorizeResult.ALLOW,
  } = portal;
  const config = mockServices.rootConfig({
    data: { catalog: { rules: [{ allow: kinds }] } },
  });
  const reader = mockServices.urlReader.mock({
    readTree: async (url, options) => {
      if (!url.includes('/develop/')) throw new NotFoundError(url);
      const read = Object.entries(files).filter(([path, text]) =>
        options?.filter?.(path, { size: text.length }),
      );
      return {
        files: async () =>
          read.map(([path, text]) => ({
            path,
            content: async () => Buffer.from(text),
          })),
      } as never;
    },
  });
  const action = createAdoptAction({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({ entities: [group, ...entities] }),
    config,
    goldenPath: { packs: () => [] } as never,
    integrations: ScmIntegrations.fromConfig(config),
    permissions: mockServices.permissions.mock({
      authorize: async requests => requests.map(() => ({ result })) as never,
    }),
    reader,
  });
  const context = createMockActionContext({
    input: {
      repoUrl: 'github.com?owner=acme&repo=orders',
      branch: 'develop',
      owner: 'group:default/checkout',
      ...input,
    },
    workspacePath,
  });
  const output = jest.spyOn(context, 'output');
  await action.handler(context as never);
  return Object.fromEntries(output.mock.calls);
}

describe('golden-path:adopt', () => {
  it('writes the proposal, and links its evidence', async () => {
    const output = await run();
    expect(output).toMatchObject({
      publish: 'github',
      catalogInfoUrl: CATALOG_INFO,
      entityRefs: ['component:default/orders', 'resource:default/orders-db'],
    });
    const file = join(workspacePath, String(output.path), 'catalog-info.yaml');
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/github\.com\/project-slug: acme\/orders/);
    expect(output.report).toContain(
      '](https://github.com/acme/orders/blob/develop/main.go)',
    );
    expect((await run()).branchName).toBe(output.branchName);
  });

  it('proposes nothing where all is said', async () => {
    const first = await run();
    const file = join(workspacePath, String(first.path), 'catalog-info.yaml');
    const said = { 'catalog-info.yaml': await readFile(file, 'utf8') };
    await rm(file);
    const again = await run({}, { files: { ...SERVICE, ...said } });
    expect(again.publish).toBe('none');
    expect(await readdir(join(workspacePath, String(again.path)))).toEqual([]);
  });

  it('refuses a host that it can propose nothing to', async () => {
    const repoUrl = 'dev.azure.com?organization=acme&project=shop&repo=orders';
    await expect(run({ repoUrl })).rejects.toThrow(
      /dev\.azure\.com .* type azure.* 'golden-path adopt' in a clone/,
    );
  });

  it('sees collisions before anything is proposed', async () => {
    const orders: Entity = {
      ...group,
      kind: 'Component',
      metadata: {
        name: 'orders',
        annotations: {
          'backstage.io/managed-by-origin-location': 'url:https://x.com/a.yaml',
        },
      },
    };
    await expect(run({}, { entities: [orders] })).rejects.toThrow(
      /component:default\/orders, from https:\/\/x\.com\/a\.yaml; choose another name/,
    );
    const own = structuredClone(orders);
    own.metadata.annotations = {
      'backstage.io/managed-by-origin-location': `url:${CATALOG_INFO}`,
    };
    await expect(run({}, { entities: [own] })).resolves.toBeTruthy();
  });

  it.each([
    [{ owner: 'group:default/nobody' }, {}, /owner: the catalog has no/],
    [{}, { kinds: ['Component'] }, /add Resource to 'catalog\.rules'/],
    [{}, { decision: AuthorizeResult.DENY }, /catalog\.location\.create/],
    [{}, { files: { 'a.txt': '' } }, /go\.mod: is not there/],
    [{ branch: 'main' }, {}, /repoUrl: .*cannot be read/],
    [{ folder: '../..' }, {}, /folder: '.*' holds no file/],
    [{ repoUrl: 'nowhere.com?owner=a&repo=b' }, {}, /nowhere\.com/],
  ])('says what stands in the way, %j', async (input, portal, message) => {
    await expect(run(input, portal)).rejects.toThrow(message);
    expect(await readdir(workspacePath)).toEqual([]);
  });
});
