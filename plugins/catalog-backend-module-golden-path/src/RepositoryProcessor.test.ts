import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { RepositoryProcessor } from './RepositoryProcessor';

const processor = new RepositoryProcessor({
  integrations: ScmIntegrations.fromConfig(
    mockServices.rootConfig({
      data: {
        integrations: {
          gitlab: [
            {
              host: 'gitlab.dev',
              baseUrl: 'https://gitlab.dev',
              apiBaseUrl: 'https://gitlab.dev/api/v4',
            },
          ],
          gitea: [{ host: 'gitea.dev', baseUrl: 'https://gitea.dev/git' }],
          bitbucketServer: [{ host: 'bitbucket.dev' }],
          gerrit: [
            {
              host: 'review.dev',
              gitilesBaseUrl: 'https://review.dev/plugins/gitiles',
            },
          ],
        },
      },
    }),
  ),
});

const MADE = {
  'goldenpath.dev/golden-path': 'go-rest-service@1.0.0',
  'goldenpath.dev/runbook': 'docs/runbook.md',
};

function component(metadata: Partial<Entity['metadata']> = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'orders', annotations: MADE, ...metadata },
  };
}

async function processed(target: string, entity = component()) {
  const location = { type: 'url', target };
  const { metadata } = await processor.preProcessEntity(entity, location);
  const { annotations, links } = metadata;
  return { annotations, links };
}

describe('a composed service', () => {
  it.each([
    [
      'https://github.com/acme/orders/blob/main/catalog-info.yaml',
      { 'github.com/project-slug': 'acme/orders' },
      'https://github.com/acme/orders/tree/main/docs/runbook.md',
    ],
    [
      'https://gitlab.dev/acme/shop/orders/-/blob/main/catalog-info.yaml',
      {
        'gitlab.com/project-slug': 'acme/shop/orders',
        'gitlab.com/instance': 'gitlab.dev',
      },
      'https://gitlab.dev/acme/shop/orders/-/blob/main/docs/runbook.md',
    ],
    [
      'https://gitea.dev/git/acme/orders/src/branch/main/catalog-info.yaml',
      {},
      'https://gitea.dev/git/acme/orders/src/branch/main/docs/runbook.md',
    ],
    [
      'https://bitbucket.org/acme/orders/src/main/catalog-info.yaml',
      { 'bitbucket.com/project-slug': 'acme/orders' },
      'https://bitbucket.org/acme/orders/src/main/docs/runbook.md',
    ],
    [
      'https://bitbucket.dev/projects/SHOP/repos/orders/browse/catalog-info.yaml?at=main',
      { 'bitbucket.com/project-slug': 'SHOP/orders' },
      'https://bitbucket.dev/projects/SHOP/repos/orders/browse/docs/runbook.md?at=main',
    ],
    [
      'https://dev.azure.com/acme/Web%20Shop/_git/orders?path=%2Fcatalog-info.yaml&version=GBmain',
      {
        'dev.azure.com/project-repo': 'Web Shop/orders',
        'dev.azure.com/host-org': 'dev.azure.com/acme',
      },
      'https://dev.azure.com/acme/Web%20Shop/_git/orders?path=%2Fdocs%2Frunbook.md&version=GBmain',
    ],
    [
      'https://review.dev/plugins/gitiles/orders/+/refs/heads/main/catalog-info.yaml',
      {},
      'https://review.dev/plugins/gitiles/orders/+/refs/heads/main/docs/runbook.md',
    ],
  ])('at %s is found by other plugins', async (url, annotations, runbook) => {
    expect(await processed(url)).toEqual({
      annotations: { ...annotations, ...MADE },
      links: [{ url: runbook, title: 'Runbook', icon: 'docs' }],
    });
  });

  it('keeps what its file says', async () => {
    const own = component({
      annotations: { ...MADE, 'github.com/project-slug': 'acme/monorepo' },
      links: [{ url: 'https://wiki.dev/orders', title: 'Runbook' }],
    });
    const url = 'https://github.com/acme/orders/blob/main/catalog-info.yaml';
    expect(await processed(url, own)).toEqual({
      annotations: own.metadata.annotations,
      links: own.metadata.links,
    });
  });
});

it('leaves everything else alone', async () => {
  const url = 'https://github.com/acme/orders/blob/main/catalog-info.yaml';
  const location = { type: 'url', target: url };
  const api = { ...component(), kind: 'API' };
  const foreign = component({ annotations: {} });
  expect(await processor.preProcessEntity(api, location)).toBe(api);
  expect(await processor.preProcessEntity(foreign, location)).toBe(foreign);
  const file = { type: 'file', target: '/catalog-info.yaml' };
  const local = component();
  expect(await processor.preProcessEntity(local, file)).toBe(local);
});
