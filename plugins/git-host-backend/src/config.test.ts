import { mockServices } from '@backstage/backend-test-utils';
import { readGitHostConfig } from './config';

const gitHost = { root: '/srv/git', username: 'portal', password: 's3cret' };

function read(settings: object | undefined, baseUrl = 'http://localhost:7007') {
  const data = { backend: { baseUrl }, gitHost: settings };
  return readGitHostConfig(
    mockServices.rootConfig({ data: JSON.parse(JSON.stringify(data)) }),
  );
}

describe('readGitHostConfig', () => {
  it('gives nothing when the host is not configured', () => {
    expect(read(undefined, 'https://portal.example.com')).toBeUndefined();
  });

  it('reads nobody in without a password by default', () => {
    expect(read(gitHost)).toEqual({
      ...gitHost,
      organizations: [],
      anonymousRead: false,
    });
  });

  it.each(['http://127.0.0.1:7007', 'http://[::1]:7007/'])(
    'accepts the base URL %s',
    baseUrl => expect(read(gitHost, baseUrl)).toBeDefined(),
  );

  it.each(['https://portal.example.com', 'http://0.0.0.0:7007'])(
    'refuses the base URL %s and says what to do',
    baseUrl =>
      expect(() => read(gitHost, baseUrl)).toThrow(
        /its own machine only, but backend.baseUrl is .* Use http:\/\/localhost:<port>, or remove 'gitHost'/,
      ),
  );

  it.each(['root', 'username', 'password'])('needs %s', key =>
    expect(() => read({ ...gitHost, [key]: undefined })).toThrow(
      `gitHost.${key}`,
    ),
  );

  it('refuses names that cannot work', () => {
    expect(() => read({ ...gitHost, username: 'a:b' })).toThrow(
      /gitHost.username/,
    );
    expect(() => read({ ...gitHost, organizations: ['../up'] })).toThrow(
      /Organization name '..\/up'/,
    );
  });
});
