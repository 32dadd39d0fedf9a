import { mkdtemp, rm } from 'node:fs/promises';
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

const HOSTILE = `<img src=x onerror=alert(1)>'"`;
let host: RunningGitHost;
let workspace: string;

beforeAll(async () => {
  host = await startGitHost({ anonymousRead: true });
  workspace = await mkdtemp(join(tmpdir(), 'git-host-work-'));
  await createRepository(host, 'empty');
  const directory = await publishFiles(host, 'orders', workspace, {
    'README.md': '# Orders\n\n[Design](docs/design.md) <b>bold</b>\n',
    'docs/design.md': '# Design\n',
    'cmd/main.go': 'package main\n\nfunc main() { println("<&>") }\n',
    'logo.bin': Buffer.from([0, 1, 2]),
    'large.txt': 'x\n'.repeat(600_000),
    [`${HOSTILE}.txt`]: HOSTILE,
  });
  await addCommit(directory, { 'new.txt': '' }, HOSTILE);
  await git(directory, 'branch', 'feature/one');
  const url = userUrl(host, 'acme/orders');
  await git(directory, 'push', '--quiet', '--all', url);
});

afterAll(async () => {
  await host.stop();
  await rm(workspace, { recursive: true, force: true });
});

async function page(path: string) {
  const answer = await fetch(`${host.baseUrl}/${path}`);
  return { answer, text: await answer.text() };
}

it('lists organizations and repositories', async () => {
  expect((await page('')).text).toContain(
    `<a href="${host.baseUrl}/tools">tools</a>`,
  );
  expect((await page('acme')).text).toContain(
    `<a href="${host.baseUrl}/acme/orders">orders</a>`,
  );
  expect((await page('tools')).text).toContain('No repository yet');
});

it('leads from a repository to its default branch', async () => {
  const { answer, text } = await page('acme/orders.git');
  expect(answer.url).toBe(`${host.baseUrl}/acme/orders/src/branch/main/`);
  expect(text).toContain(`git clone ${host.baseUrl}/acme/orders.git`);
  expect(text).toContain('<h1>Orders</h1>');
});

it('tells how to fill an empty repository', async () => {
  const { answer, text } = await page('acme/empty');
  expect(answer.status).toBe(200);
  expect(text).toContain(`git clone ${host.baseUrl}/acme/empty.git`);
  expect((await page('acme/empty/src/branch/main')).answer.status).toBe(404);
});

it.each(['acme/orders/src/branch/main', 'acme/orders/src/branch/main/'])(
  'shows links of the README that lead somewhere, at %s',
  async path => {
    const { text } = await page(path);
    const base = /<base href="([^"]+)"/.exec(text)?.[1];
    const link = /<a href="(docs[^"]+)">Design/.exec(text)?.[1] ?? '';
    const target = await fetch(new URL(link, base));
    expect(await target.text()).toContain('# Design');
  },
);

it('shows a file with a line an element', async () => {
  const { text } = await page('acme/orders/src/branch/main/cmd/main.go');
  expect(text).toContain('<span id="L1">package main\n</span>');
  expect(text).toContain('println(&quot;&lt;&amp;&gt;&quot;)');
});

it.each([
  ['logo.bin', 'A binary file of 3 B'],
  ['large.txt', 'too much for a page'],
])('says why %s is not shown', async (name, reason) => {
  const { text } = await page(`acme/orders/src/branch/main/${name}`);
  expect(text.replace(/\s+/g, ' ')).toContain(reason);
});

it('offers the branches', async () => {
  const { text } = await page('acme/orders/src/branch/feature/one/cmd');
  expect(text).toContain('Branch: feature/one');
  expect(text).toContain(`${host.baseUrl}/acme/orders/src/branch/main/`);
});

it('carries hostile text safely and runs no script', async () => {
  const path = `acme/orders/src/branch/main/${encodeURIComponent(HOSTILE)}.txt`;
  for (const shown of [await page('acme/orders'), await page(path)]) {
    expect(shown.answer.status).toBe(200);
    expect(shown.text).not.toContain('<img');
    expect(shown.text).not.toContain('<script');
    const policy = shown.answer.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-/);
  }
});

it.each([
  ['nobody', 404],
  ['acme/nothing', 404],
  ['acme/orders/src/branch/missing/', 404],
  ['acme/orders/src/branch/main/missing.txt', 404],
  ['acme/orders/src/branch/main/..%2f..%2fconfig', 400],
  ['..%2f..%2fetc/passwd', 400],
  ['acme/%3Cscript%3E', 400],
])('answers %s with %d and a page', async (path, status) => {
  const { answer, text } = await page(path);
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('text/html');
  expect(text).toContain('This page cannot be shown');
  expect(text).not.toContain('<script');
});

it('shows what a branch changes, as text', async () => {
  const directory = join(workspace, 'orders');
  await git(directory, 'switch', '--quiet', '-c', 'topic');
  await addCommit(directory, { 'docs/topic.md': HOSTILE }, 'Topic');
  const url = userUrl(host, 'acme/orders');
  await git(directory, 'push', '--quiet', url, 'topic');
  const { answer, text } = await page('acme/orders/compare/main...topic');
  expect(answer.status).toBe(200);
  expect(text).toContain('docs/topic.md');
  expect(text).toContain('git merge origin/topic');
  expect(text).not.toContain('<img src=x');
  expect((await page('acme/orders/compare/main...main')).text).toContain(
    'Nothing differs',
  );
  for (const range of [
    'main',
    'main...',
    'main...a...b',
    'main...--output=x',
  ]) {
    expect((await page(`acme/orders/compare/${range}`)).answer.status).toBe(
      400,
    );
  }
  expect((await page('acme/orders/compare/main...no')).answer.status).toBe(404);
});
