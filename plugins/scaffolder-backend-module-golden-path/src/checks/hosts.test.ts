import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { HOST_PARTS } from '@golden-path/backstage-plugin-golden-path-common';
import { HOST_TYPES } from './hosts';
import { repositoryPlace } from './repository';

const integrations = ScmIntegrations.fromConfig(
  mockServices.rootConfig({
    data: {
      integrations: {
        gitea: [{ host: 'gitea.dev', baseUrl: 'https://gitea.dev/git/' }],
        gitlab: [
          {
            host: 'gitlab.dev',
            baseUrl: 'https://gitlab.dev',
            apiBaseUrl: 'https://gitlab.dev/api/v4',
          },
        ],
        bitbucketServer: [
          {
            host: 'bitbucket.dev',
            apiBaseUrl: 'https://bitbucket.dev/scm/rest/api/1.0',
          },
        ],
        gerrit: [
          {
            host: 'review.dev',
            gitilesBaseUrl: 'https://review.dev/plugins/gitiles',
            cloneUrl: 'https://clone.dev',
          },
        ],
      },
    },
  }),
);
const at = (repoUrl: string) =>
  repositoryPlace(`${repoUrl}&repo=orders`, integrations);

describe('where a repository is', () => {
  it.each([
    [
      'github.com?owner=acme',
      'https://github.com/acme/orders/blob/main/catalog-info.yaml',
      'https://github.com/acme/orders.git',
      { 'github.com/project-slug': 'acme/orders' },
    ],
    [
      'gitlab.dev?owner=acme/shop',
      'https://gitlab.dev/acme/shop/orders/-/blob/main/catalog-info.yaml',
      'https://gitlab.dev/acme/shop/orders.git',
      {
        'gitlab.com/project-slug': 'acme/shop/orders',
        'gitlab.com/instance': 'gitlab.dev',
      },
    ],
    [
      'gitea.dev?owner=acme',
      'https://gitea.dev/git/acme/orders/src/branch/main/catalog-info.yaml',
      'https://gitea.dev/git/acme/orders.git',
      {},
    ],
    [
      'bitbucket.org?workspace=acme&project=SHOP',
      'https://bitbucket.org/acme/orders/src/main/catalog-info.yaml',
      'https://bitbucket.org/acme/orders.git',
      { 'bitbucket.com/project-slug': 'acme/orders' },
    ],
    [
      'bitbucket.dev?project=SHOP',
      'https://bitbucket.dev/scm/projects/SHOP/repos/orders/browse/catalog-info.yaml?at=main',
      'https://bitbucket.dev/scm/scm/SHOP/orders.git',
      { 'bitbucket.com/project-slug': 'SHOP/orders' },
    ],
    [
      'dev.azure.com?organization=acme&project=Web Shop',
      'https://dev.azure.com/acme/Web%20Shop/_git/orders?path=%2Fcatalog-info.yaml&version=GBmain',
      'https://dev.azure.com/acme/Web%20Shop/_git/orders',
      {
        'dev.azure.com/project-repo': 'Web Shop/orders',
        'dev.azure.com/host-org': 'dev.azure.com/acme',
      },
    ],
    [
      'review.dev?workspace=All-Projects',
      'https://review.dev/plugins/gitiles/orders/+/refs/heads/main/catalog-info.yaml',
      'https://clone.dev/a/orders',
      {},
    ],
  ])('%s', (repoUrl, catalogInfoUrl, cloneUrl, annotations) => {
    expect(at(repoUrl)).toMatchObject({ catalogInfoUrl, cloneUrl });
    expect(at(repoUrl).annotations).toEqual(annotations);
  });

  it('is known for every kind of host that has parts', () => {
    expect(Object.keys(HOST_TYPES).sort()).toEqual(
      Object.keys(HOST_PARTS).sort(),
    );
  });

  it.each([
    ['review.dev?owner=acme', /lacks workspace; write review\.dev\?workspace=/],
    ['dev.azure.com?project=shop', /lacks organization; write dev\.azure\.com/],
    ['bitbucket.org?workspace=acme', /missing project/],
    ['codeberg.example?owner=acme', /codeberg\.example/],
  ])('%s says what it lacks', (repoUrl, message) => {
    expect(() => at(repoUrl)).toThrow(message);
  });
});
