import { request } from 'node:http';
import { createRepository } from '../__testUtils__/gitClient';
import { RunningGitHost, startGitHost } from '../__testUtils__/startGitHost';

let closed: RunningGitHost;
let open: RunningGitHost;

beforeAll(async () => {
  closed = await startGitHost();
  open = await startGitHost({ anonymousRead: true });
  await createRepository(closed, 'orders');
  await createRepository(open, 'orders');
});

afterAll(async () => {
  await closed.stop();
  await open.stop();
});

async function status(
  host: RunningGitHost,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<number> {
  const answer = await fetch(`${host.baseUrl}/${path}`, { headers, method });
  if (answer.status === 401) {
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic realm=/);
  }
  return answer.status;
}

const READING = [
  '',
  'acme',
  'acme/orders',
  'acme/orders.git/info/refs?service=git-upload-pack',
];
const API = ['api/v1/orgs/acme', 'api/v1/repos/acme/orders'];
const PUSH = 'acme/orders.git/info/refs?service=git-receive-pack';

describe('without a password', () => {
  it.each([...READING, ...API, PUSH])('nobody gets %s', async path =>
    expect(await status(closed, path)).toBe(401),
  );

  it.each(READING)('anonymous reading opens %s', async path =>
    expect(await status(open, path)).toBe(200),
  );

  it.each([...API, PUSH])('anonymous reading leaves %s closed', async path =>
    expect(await status(open, path)).toBe(401),
  );

  it('a push is refused before its body is read', async () => {
    const path = 'acme/orders.git/git-receive-pack';
    expect(await status(open, path, {}, 'POST')).toBe(401);
  });

  it('what exists is not told apart from what does not', async () => {
    expect(await status(closed, 'acme/nothing')).toBe(401);
    expect(await status(closed, 'api/v1/repos/acme/nothing')).toBe(401);
  });
});

describe('with credentials', () => {
  const basic = (text: string) => ({
    authorization: `Basic ${Buffer.from(text).toString('base64')}`,
  });

  it.each([...READING, ...API, PUSH])('the user gets %s', async path =>
    expect(await status(closed, path, basic('portal:s3cret:pass'))).toBe(200),
  );

  it('takes the scheme in lower case, as Backstage writes it', async () => {
    const { authorization } = basic('portal:s3cret:pass');
    const lower = { authorization: authorization.replace('Basic', 'basic') };
    expect(await status(closed, API[0] ?? '', lower)).toBe(200);
  });

  it.each([
    'portal:wrong',
    'portal:',
    'portal:s3cret:pas',
    'other:s3cret:pass',
    ':s3cret:pass',
    'portal',
    '',
  ])('refuses %j', async text =>
    expect(await status(closed, API[0] ?? '', basic(text))).toBe(401),
  );

  it.each(['Bearer abc', 'token s3cret:pass', 'Basic', 'Basic ???'])(
    'refuses the header %j',
    async authorization =>
      expect(await status(closed, API[0] ?? '', { authorization })).toBe(401),
  );
});

describe('requests that are not of this machine', () => {
  function raw(headers: Record<string, string>): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const { port } = open;
      const path = '/api/git-host/acme';
      request({ host: 'localhost', port, path, headers }, answer => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
  }

  it('are refused by the Host header', async () => {
    expect(await raw({ host: 'rebound.example:80' })).toBe(403);
    expect(await raw({ host: `127.0.0.1:${open.port}` })).toBe(200);
  });

  it('are refused by the forwarding headers', async () => {
    expect(await raw({ 'x-forwarded-for': '203.0.113.9' })).toBe(403);
    expect(await raw({ 'x-forwarded-for': '127.0.0.1' })).toBe(200);
  });
});
