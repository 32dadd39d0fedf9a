import { ConfigReader } from '@backstage/config';
import { offeredHosts } from './hosts';

const KNOWN = [
  { host: 'github.com', type: 'github' },
  { host: 'gitlab.com', type: 'gitlab' },
  { host: 'bitbucket.org', type: 'bitbucketCloud' },
  { host: 'dev.azure.com', type: 'azure' },
  { host: 'git.acme.dev', type: 'gitea' },
];

function offered(
  data: ConstructorParameters<typeof ConfigReader>[0],
  allowed?: readonly string[],
) {
  return offeredHosts(KNOWN, new ConfigReader(data), allowed).map(
    ({ host }) => host,
  );
}

describe('the hosts that repositories are created on', () => {
  it('are all that a portal knows, where nothing names any', () => {
    expect(offered({})).toEqual(KNOWN.map(({ host }) => host));
    expect(offered({ integrations: { github: [] } })).toHaveLength(5);
  });

  it('are those that the configuration names', () => {
    const gitea = [{ host: 'git.acme.dev' }];
    expect(offered({ integrations: { gitea } })).toEqual(['git.acme.dev']);
    expect(
      offered({
        integrations: { gitea },
        goldenPath: { places: [{ host: 'github.com', owners: ['acme'] }] },
      }),
    ).toEqual(['github.com', 'git.acme.dev']);
  });

  it('are Bitbucket Cloud, too, whose integration has no name', () => {
    expect(
      offered({
        integrations: {
          azure: [{ host: 'dev.azure.com' }],
          bitbucketCloud: [{ username: 'acme' }],
        },
      }),
    ).toEqual(['bitbucket.org', 'dev.azure.com']);
  });

  it('are of the kinds that services are published to', () => {
    const store = { host: 'storage.cloud.google.com', type: 'googleGcs' };
    const config = new ConfigReader({
      integrations: {
        googleGcs: { clientEmail: 'portal@acme.dev' },
        awsS3: [{ accessKeyId: 'acme' }],
        gitea: [{ host: 'git.acme.dev' }],
      },
    });
    expect(offeredHosts([store, ...KNOWN], config)).toEqual([
      { host: 'git.acme.dev', type: 'gitea' },
    ]);
    expect(offeredHosts([store], config, [store.host])).toEqual([]);
  });

  it('are those that the organisation allows, named or not', () => {
    const integrations = { github: [{ host: 'github.com' }] };
    expect(offered({ integrations }, ['gitlab.com'])).toEqual(['gitlab.com']);
  });
});
