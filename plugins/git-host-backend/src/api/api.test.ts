import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addCommit,
  createRepository,
  git,
  publishFiles,
  userUrl,
} from '../__testUtils__/gitClient';
import { RunningGitHost, startGitHost } from '../__testUtils__/startGitHost';

jest.setTimeout(60_000);

let host: RunningGitHost;
let workspace: string;

beforeAll(async () => {
  host = await startGitHost();
  workspace = await mkdtemp(join(tmpdir(), 'git-host-work-'));
});

afterAll(async () => {
  await host.stop();
  await rm(workspace, { recursive: true, force: true });
});

function get(path: string): Promise<Response> {
  return fetch(`${host.baseUrl}/api/v1/${path}`, {
    headers: { authorization: host.authorization },
  });
}

async function json(path: string) {
  const answer = await get(path);
  return { status: answer.status, body: await answer.json() };
}

describe('organizations', () => {
  it('answers those that exist', async () => {
    expect(await json('orgs/Acme')).toMatchObject({
      status: 200,
      body: { username: 'acme', visibility: 'private' },
    });
  });

  it('says how to make one that does not', async () => {
    expect(await json('orgs/umbrella')).toEqual({
      status: 404,
      body: {
        message:
          "Organization 'umbrella' does not exist; add it to gitHost.organizations and restart the backend",
      },
    });
  });
});

describe('the audit log', () => {
  it('keeps who made which repository and pushed to it, and what failed', async () => {
    const directory = await publishFiles(host, 'ledger', workspace, { a: '' });
    const again = await createRepository(host, 'ledger');
    expect(again.status).toBe(409);
    await addCommit(directory, { b: '' }, 'Second');
    await git(
      directory,
      'push',
      '--quiet',
      userUrl(host, 'acme/ledger'),
      'main',
    );
    await git(directory, 'fetch', '--quiet', userUrl(host, 'acme/ledger'));
    expect(host.audited.filter(event => event.includes('ledger'))).toEqual([
      'repository-create portal acme/ledger done',
      'push portal acme/ledger done',
      'repository-create portal acme/ledger ConflictError',
      'push portal acme/ledger done',
    ]);
  });
});

describe('creating a repository', () => {
  it('answers what was made', async () => {
    const answer = await createRepository(host, 'catalogue');
    expect(answer.status).toBe(201);
    expect(await answer.json()).toEqual({
      name: 'catalogue',
      full_name: 'acme/catalogue',
      owner: { login: 'acme', username: 'acme' },
      description: 'The catalogue service',
      private: true,
      empty: true,
      default_branch: 'main',
      url: `${host.baseUrl}/api/v1/repos/acme/catalogue`,
      html_url: `${host.baseUrl}/acme/catalogue`,
      clone_url: `${host.baseUrl}/acme/catalogue.git`,
    });
    expect(await json('repos/acme/catalogue')).toMatchObject({
      status: 200,
      body: { full_name: 'acme/catalogue', empty: true },
    });
  });

  it('succeeds again while the repository is empty', async () => {
    expect((await createRepository(host, 'retried')).status).toBe(201);
    expect((await createRepository(host, 'Retried')).status).toBe(201);
  });

  it('succeeds for all who create the same at once, and makes one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => createRepository(host, 'raced')),
    );
    expect(answers.map(answer => answer.status)).toEqual(Array(12).fill(201));
    await publishFiles(host, 'raced', workspace, { 'a.txt': 'a' });
    expect(await json('repos/acme/raced')).toMatchObject({
      body: { empty: false },
    });
  });

  it('is a conflict once there are commits, and keeps them', async () => {
    await publishFiles(host, 'taken', workspace, { 'a.txt': 'a' });
    const answer = await createRepository(host, 'taken');
    expect(answer.status).toBe(409);
    expect(await answer.json()).toEqual({
      message:
        "Repository 'acme/taken' already exists and is not empty; choose another name",
    });
    expect((await get('repos/acme/taken/contents/a.txt')).status).toBe(200);
  });

  it.each(['../../etc', 'a/b', '-x', 'CON', 'x.git', 'x'.repeat(200), ''])(
    'refuses the name %j',
    async name => {
      const answer = await createRepository(host, name);
      expect(answer.status).toBe(400);
      expect((await answer.json()).message).toMatch(/^Repository name '/);
    },
  );

  it('does not make an organization', async () => {
    const answer = await createRepository(host, 'x', 'undefined');
    expect(answer.status).toBe(404);
  });

  it.each([
    ['text/plain', '{"name":"x"}', 400],
    ['application/json', '{"name":7}', 400],
    ['application/json', '{', 400],
    ['application/json', `{"name":"x","pad":"${'x'.repeat(70_000)}"}`, 413],
  ])('refuses a body of %s %.20s', async (type, body, status) => {
    const answer = await fetch(`${host.baseUrl}/api/v1/orgs/acme/repos`, {
      method: 'POST',
      headers: { authorization: host.authorization, 'content-type': type },
      body,
    });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toEqual({ message: expect.any(String) });
  });
});

describe('reading a repository', () => {
  let commit: string;

  beforeAll(async () => {
    const directory = await publishFiles(host, 'orders', workspace, {
      'README.md': '# Orders\n',
      'cmd/orders/main.go': 'package main\n',
      'cmd/[x] *.txt': 'literal\n',
      'ünï cødé.txt': 'utf-8\n',
    });
    await symlink('README.md', join(directory, 'link'));
    await addCommit(directory, {}, 'Add a link\n\nWith a reason.');
    await git(directory, 'tag', 'v1.0.0');
    await git(directory, 'branch', 'feature/one');
    const url = userUrl(host, 'acme/orders');
    await git(directory, 'push', '--quiet', '--all', url);
    await git(directory, 'push', '--quiet', '--tags', url);
    commit = (await git(directory, 'rev-parse', 'HEAD')).stdout.trim();
  });

  it('gives a file with its content', async () => {
    const answer = await get('repos/acme/orders/contents/README.md?ref=main');
    expect(await answer.json()).toMatchObject({
      name: 'README.md',
      path: 'README.md',
      type: 'file',
      size: 9,
      encoding: 'base64',
      content: Buffer.from('# Orders\n').toString('base64'),
      html_url: `${host.baseUrl}/acme/orders/src/branch/main/README.md`,
    });
    expect(answer.headers.get('etag')).toMatch(/^"[0-9a-f]{40}"$/);
    const modified = Date.parse(answer.headers.get('last-modified') ?? '');
    expect(Math.abs(Date.now() - modified)).toBeLessThan(120_000);
  });

  it('gives the entries of a directory, directories first', async () => {
    const { body } = await json('repos/acme/orders/contents/?ref=v1.0.0');
    expect(
      body.map(({ type, path }: Record<string, string>) => [type, path]),
    ).toEqual([
      ['dir', 'cmd'],
      ['file', 'README.md'],
      ['symlink', 'link'],
      ['file', 'ünï cødé.txt'],
    ]);
    expect((await json('repos/acme/orders/contents')).body).toHaveLength(4);
    expect((await json('repos/acme/orders/contents/cmd')).body).toMatchObject([
      { type: 'dir', path: 'cmd/orders' },
      { type: 'file', path: 'cmd/[x] *.txt' },
    ]);
  });

  it('takes a path literally', async () => {
    const strange = encodeURIComponent('cmd/[x] *.txt');
    const { body } = await json(`repos/acme/orders/contents/${strange}`);
    expect(body).toMatchObject({ path: 'cmd/[x] *.txt', type: 'file' });
    expect((await get('repos/acme/orders/contents/*.md')).status).toBe(404);
  });

  it('tells where a symbolic link leads and does not follow it', async () => {
    const { body } = await json('repos/acme/orders/contents/link');
    expect(body).toMatchObject({ type: 'symlink', target: 'README.md' });
  });

  it.each(['main', 'v1.0.0', 'feature/one', 'feature%2Fone'])(
    'gives the commit of %s',
    async ref => {
      const { body } = await json(`repos/acme/orders/git/commits/${ref}`);
      expect(body).toMatchObject({
        sha: commit,
        commit: {
          message: 'Add a link\n\nWith a reason.',
          author: { name: 'Ada', email: 'ada@example.com' },
        },
        parents: [{ sha: expect.stringMatching(/^[0-9a-f]{40}$/) }],
      });
    },
  );

  it('gives a commit by its id', async () => {
    const { body } = await json(`repos/acme/orders/git/commits/${commit}`);
    expect(body.sha).toBe(commit);
  });

  it('gives an archive that is not compressed again on its way', async () => {
    const answer = await get('repos/acme/orders/archive/feature/one.tar.gz');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('no-transform');
    expect(answer.headers.get('content-encoding')).toBeNull();
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 2).toString('hex')).toBe('1f8b');
  });

  it.each([
    ['repos/acme/nothing', 404],
    ['repos/acme/orders/contents/missing.txt', 404],
    ['repos/acme/orders/contents/README.md/below', 404],
    ['repos/acme/orders/contents/README.md?ref=missing', 404],
    ['repos/acme/orders/contents/README.md?ref=--output%3D%2Ftmp%2Fx', 400],
    ['repos/acme/orders/contents/..%2f..%2fHEAD', 400],
    ['repos/acme/orders/contents/a%00b', 400],
    ['repos/acme/orders/contents/%zz', 400],
    ['repos/acme/orders/git/commits/main:README.md', 400],
    ['repos/acme/orders/git/commits/HEAD~1', 400],
    ['repos/acme/orders/archive/main.zip', 404],
    ['repos/acme/orders/archive/--remote=x.tar.gz', 400],
    ['repos/acme/..%2f..%2fetc', 400],
    ['repos/..%2facme/orders', 400],
    ['repos/acme/orders/branches', 404],
    ['user', 404],
  ])('answers %s with %d', async (path, status) => {
    const answer = await json(path);
    expect(answer).toEqual({
      status,
      body: { message: expect.any(String) },
    });
  });
});

it('does not follow a symbolic link out of its directory', async () => {
  const outside = join(workspace, 'outside');
  await mkdir(outside);
  await git(outside, 'init', '--quiet', '--bare', 'secret.git');
  await symlink(outside, join(host.root, 'linked'));
  await symlink(
    join(outside, 'secret.git'),
    join(host.root, 'acme', 'linked.git'),
  );
  expect((await get('orgs/linked')).status).toBe(404);
  expect((await get('repos/linked/secret')).status).toBe(404);
  expect((await get('repos/acme/linked')).status).toBe(404);
  expect((await createRepository(host, 'linked')).status).toBe(409);
});
