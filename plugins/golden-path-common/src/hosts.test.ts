import { ConfigReader } from '@backstage/config';
import { offeredHosts } from './hosts';

const KNOWN = [
  'github.com',
  'gitlab.com',
  'bitbucket.org',
  'dev.azure.com',
  'git.acme.dev',
].map(host => ({ host }));

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

  it('are those whose integration needs no name, too', () => {
    expect(
      offered({
        integrations: {
          azure: [{ credentials: [] }],
          bitbucketCloud: [{ username: 'acme' }],
        },
      }),
    ).toEqual(['bitbucket.org', 'dev.azure.com']);
  });

  it('are those that the organisation allows, named or not', () => {
    const integrations = { github: [{ host: 'github.com' }] };
    expect(offered({ integrations }, ['gitlab.com'])).toEqual(['gitlab.com']);
  });
});
