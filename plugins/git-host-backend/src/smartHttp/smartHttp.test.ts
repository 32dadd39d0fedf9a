import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addCommit,
  commitFiles,
  createRepository,
  git,
  publishFiles,
  traceGit,
  userUrl,
} from '../__testUtils__/gitClient';
import { RunningGitHost, startGitHost } from '../__testUtils__/startGitHost';

jest.setTimeout(120_000);

let host: RunningGitHost;
let workspace: string;

beforeAll(async () => {
  host = await startGitHost({ anonymousRead: true });
  workspace = await mkdtemp(join(tmpdir(), 'git-host-work-'));
});

afterAll(async () => {
  await host.stop();
  await rm(workspace, { recursive: true, force: true });
});

describe('clone, push and fetch', () => {
  it('brings commits from one working copy to another', async () => {
    const author = await publishFiles(host, 'orders', workspace, {
      'main.go': 'package main\n',
    });
    const url = `${host.baseUrl}/acme/orders.git`;
    await git(workspace, 'clone', '--quiet', url, 'reader');
    const reader = join(workspace, 'reader');
    expect(await readFile(join(reader, 'main.go'), 'utf8')).toBe(
      'package main\n',
    );

    await addCommit(author, { 'go.mod': 'module orders\n' }, 'Second');
    await git(author, 'push', '--quiet', userUrl(host, 'acme/orders'), 'main');
    await git(reader, 'pull', '--quiet');
    expect(await readFile(join(reader, 'go.mod'), 'utf8')).toBe(
      'module orders\n',
    );
  });

  it('clones an empty repository, ready for its first commit on main', async () => {
    await createRepository(host, 'fresh');
    const url = userUrl(host, 'acme/fresh.git');
    await git(workspace, 'clone', url, 'fresh');
    const directory = join(workspace, 'fresh');
    await addCommit(directory, { 'a.txt': 'a' }, 'First');
    await git(directory, 'push', '--quiet', 'origin', 'HEAD');
    const { stdout } = await git(directory, 'ls-remote', '--symref', 'origin');
    expect(stdout).toContain('ref: refs/heads/main\tHEAD');
  });

  it('makes the first branch that is pushed the default one', async () => {
    await createRepository(host, 'older');
    const directory = join(workspace, 'older');
    await commitFiles(directory, { 'a.txt': 'a' }, 'master');
    const url = userUrl(host, 'acme/older');
    await git(directory, 'push', '--quiet', url, 'master');
    const { stdout } = await git(directory, 'ls-remote', '--symref', url);
    expect(stdout).toContain('ref: refs/heads/master\tHEAD');
    await git(workspace, 'clone', '--quiet', url, 'older-clone');
    await stat(join(workspace, 'older-clone', 'a.txt'));
  });

  it('carries a pack of 20 MB both ways', async () => {
    const blob = randomBytes(20 * 1024 * 1024);
    await publishFiles(host, 'large', workspace, { 'blob.bin': blob });
    const url = `${host.baseUrl}/acme/large.git`;
    await git(workspace, 'clone', '--quiet', url, 'large-clone');
    const copy = await readFile(join(workspace, 'large-clone', 'blob.bin'));
    expect(copy.equals(blob)).toBe(true);
  });

  it('speaks protocol version 2 and takes compressed requests', async () => {
    const author = await publishFiles(host, 'tagged', workspace, { a: '0' });
    for (let number = 1; number <= 40; number += 1) {
      await addCommit(author, { a: String(number) }, `Change ${number}`);
      await git(author, 'branch', `b${number}`);
    }
    const url = userUrl(host, 'acme/tagged');
    await git(author, 'push', '--quiet', '--all', url);
    const trace = await traceGit(workspace, 'clone', url, 'tagged-clone');
    expect(trace).toMatch(/version 2/);
    expect(trace).toMatch(/Content-Encoding: gzip/i);
    expect(trace).toMatch(/cache-control: .*no-transform/i);
  });
});

describe('refuses', () => {
  it('a push without a password, and leaves the repository as it was', async () => {
    const directory = await publishFiles(host, 'guarded', workspace, { a: '' });
    await addCommit(directory, { b: '' }, 'Second');
    const url = `${host.baseUrl}/acme/guarded`;
    await expect(git(directory, 'push', url, 'main')).rejects.toThrow(
      /could not read Username|Authentication failed/,
    );
    const wrong = url.replace('//', '//portal:wrong@');
    await expect(git(directory, 'push', wrong, 'main')).rejects.toThrow(
      /Authentication failed/,
    );
    const { stdout } = await git(directory, 'ls-remote', url, 'main');
    const pushed = (await git(directory, 'rev-parse', 'HEAD~1')).stdout.trim();
    expect(stdout).toContain(pushed);
  });

  it('to rewrite history', async () => {
    const directory = await publishFiles(host, 'kept', workspace, { a: '' });
    await git(directory, 'commit', '--quiet', '--amend', '-m', 'Rewritten');
    const url = userUrl(host, 'acme/kept');
    await expect(
      git(directory, 'push', '--force', url, 'main'),
    ).rejects.toThrow(/non-fast-forward/);
    await expect(
      git(directory, 'push', url, ':refs/heads/main'),
    ).rejects.toThrow(/refusing to delete the current branch/);
  });

  it('a repository that does not exist, with its name', async () => {
    await expect(
      git(workspace, 'clone', `${host.baseUrl}/acme/nothing.git`),
    ).rejects.toThrow(/'acme\/nothing' does not exist/);
  });

  it.each([
    ['acme/orders.git/info/refs', 403],
    ['acme/orders.git/info/refs?service=git-upload-archive', 403],
    ['acme/orders.git/HEAD', 404],
    ['acme/orders.git/objects/info/packs', 404],
    ['acme/..%2f..%2forders.git/info/refs?service=git-upload-pack', 400],
    ['acme/%2e%2e%2f/info/refs?service=git-upload-pack', 400],
  ])('%s with %d', async (path, status) => {
    const answer = await fetch(`${host.baseUrl}/${path}`);
    expect(answer.status).toBe(status);
  });

  it('a body of the wrong type, with an answer', async () => {
    const answer = await fetch(`${host.baseUrl}/acme/orders/git-upload-pack`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x'.repeat(1024 * 1024),
    });
    expect(answer.status).toBe(415);
  });
});
