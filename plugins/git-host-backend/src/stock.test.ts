import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { createPublishGiteaAction } from '@backstage/plugin-scaffolder-backend-module-gitea';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { addCommit, createRepository, git } from './__testUtils__/gitClient';
import { RunningGitHost, startGitHost } from './__testUtils__/startGitHost';
import { writeFiles } from './__testUtils__/writeFiles';

jest.setTimeout(60_000);

const FILES = {
  'catalog-info.yaml': 'kind: Component\n',
  'README.md': '# Orders\n',
  'docs/index.md': 'Read me\n',
  'cmd/orders/main.go': 'package main\n',
};

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

/** Runs the stock action as a template step does; its input is what the stock picker writes. */
async function publish(repo: string, input: { defaultBranch?: string } = {}) {
  const config = mockServices.rootConfig({ data: host.config });
  const integrations = ScmIntegrations.fromConfig(config);
  const action = createPublishGiteaAction({ config, integrations });
  const workspacePath = join(workspace, `source-${repo}`);
  await writeFiles(workspacePath, FILES);
  const context = createMockActionContext({
    input: {
      repoUrl: `localhost:${host.port}?owner=acme&repo=${repo}`,
      description: 'The order service',
      ...input,
    },
    workspacePath,
  });
  const output = jest.spyOn(context, 'output');
  await action.handler(context);
  return Object.fromEntries(output.mock.calls);
}

function urlReader() {
  return UrlReaders.default({
    logger: mockServices.logger.mock(),
    config: mockServices.rootConfig({ data: host.config }),
  });
}

describe('publish:gitea', () => {
  it('creates the repository and pushes the workspace', async () => {
    const started = Date.now();
    const output = await publish('orders');
    // it polls the page of the branch once a second for up to 20 seconds
    expect(Date.now() - started).toBeLessThan(8_000);
    expect(output).toEqual({
      remoteUrl: `${host.baseUrl}/acme/orders.git`,
      repoContentsUrl: `${host.baseUrl}/acme/orders/src/branch/main/`,
      commitHash: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    expect((await fetch(output.repoContentsUrl)).status).toBe(200);
    await git(workspace, 'clone', '--quiet', output.remoteUrl, 'orders-clone');
    const clone = join(workspace, 'orders-clone');
    await expect(
      readFile(join(clone, 'cmd/orders/main.go'), 'utf8'),
    ).resolves.toBe('package main\n');
    const { stdout } = await git(clone, 'rev-parse', 'HEAD');
    expect(stdout.trim()).toBe(output.commitHash);
  });

  it('goes through when it was killed after it had created the repository', async () => {
    await createRepository(host, 'retried');
    const output = await publish('retried', { defaultBranch: 'trunk' });
    await git(workspace, 'clone', '--quiet', output.remoteUrl, 'retried-clone');
    const readme = join(workspace, 'retried-clone', 'README.md');
    expect(await readFile(readme, 'utf8')).toBe('# Orders\n');
  });

  it('fails with a clear message when the repository has commits', async () => {
    await publish('taken');
    await expect(publish('taken')).rejects.toThrow(
      /409.*'acme\/taken' already exists and is not empty; choose another name/,
    );
  });
});

describe('the URL reader', () => {
  let repository: string;
  let commit: string;

  beforeAll(async () => {
    const { repoContentsUrl, commitHash } = await publish('read');
    repository = repoContentsUrl;
    commit = commitHash;
  });

  it('is the one for Gitea', () => {
    expect(String(urlReader())).toContain(`gitea{host=localhost:${host.port}`);
  });

  it('reads a file', async () => {
    const answer = await urlReader().readUrl(`${repository}catalog-info.yaml`);
    expect((await answer.buffer()).toString('utf8')).toBe('kind: Component\n');
    expect(answer.etag).toMatch(/^"[0-9a-f]{40}"$/);
    expect(answer.lastModifiedAt).toBeInstanceOf(Date);
  });

  it('tells that a file is missing as the catalog expects', async () => {
    await expect(
      urlReader().readUrl(`${repository}missing.yaml`),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('finds a file by search, as the catalog reads locations', async () => {
    const url = `${repository}catalog-info.yaml`;
    const { files } = await urlReader().search(url);
    expect(files).toHaveLength(1);
    expect(files[0]?.url).toBe(url);
    expect(String(await files[0]?.content())).toBe('kind: Component\n');
    await expect(
      urlReader().search(`${repository}missing.yaml`),
    ).resolves.toMatchObject({ files: [] });
  });

  it('reads a tree', async () => {
    const tree = await urlReader().readTree(repository);
    expect(tree.etag).toBe(commit);
    const files = await tree.files();
    expect(files.map(file => file.path).sort()).toEqual(
      Object.keys(FILES).sort(),
    );
  });

  it('reads a directory of a tree', async () => {
    const tree = await urlReader().readTree(`${repository}docs`);
    const [file] = await tree.files();
    expect(file?.path).toBe('index.md');
    expect(String(await file?.content())).toBe('Read me\n');
  });

  it('writes a tree to disk and gives it as an archive', async () => {
    const targetDir = await mkdtemp(join(workspace, 'tree-'));
    const tree = await urlReader().readTree(repository);
    await tree.dir({ targetDir });
    await stat(join(targetDir, 'cmd/orders/main.go'));
    const archive = await urlReader().readTree(repository);
    expect(await text(await archive.archive())).not.toBe('');
  });

  it('knows that nothing changed, and that something did', async () => {
    await expect(
      urlReader().readTree(repository, { etag: commit }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
    const clone = join(workspace, 'read-clone');
    const url = repository.replace('/src/branch/main/', '.git');
    const withUser = url.replace('//', '//portal:s3cret%3Apass@');
    await git(workspace, 'clone', '--quiet', withUser, 'read-clone');
    await addCommit(clone, { 'new.txt': 'new' }, 'Second');
    await git(clone, 'push', '--quiet');
    const tree = await urlReader().readTree(repository, { etag: commit });
    expect(await tree.files()).toHaveLength(5);
  });
});

describe('the integration', () => {
  const integrations = () =>
    ScmIntegrations.fromConfig(mockServices.rootConfig({ data: host.config }));

  it('is offered to the picker by its host', () => {
    expect(integrations().byHost(`localhost:${host.port}`)?.type).toBe('gitea');
  });

  it('resolves relative targets to pages that exist', async () => {
    await publish('linked');
    const base = `${host.baseUrl}/acme/linked/src/branch/main/catalog-info.yaml`;
    const url = integrations().resolveUrl({ url: './docs/index.md', base });
    expect(url).toBe(
      `${host.baseUrl}/acme/linked/src/branch/main/docs/index.md`,
    );
    const page = await fetch(url);
    expect(await page.text()).toContain('Read me');
  });

  it('resolves the path that catalog:register is given', async () => {
    const { repoContentsUrl } = await publish('registered');
    const url = integrations().resolveUrl({
      base: repoContentsUrl,
      url: 'catalog-info.yaml',
    });
    const answer = await urlReader().readUrl(url);
    expect(String(await answer.buffer())).toBe('kind: Component\n');
  });

  it('leads from its edit link to the page of the file', async () => {
    await publish('edited');
    const url = `${host.baseUrl}/acme/edited/src/branch/main/README.md`;
    const answer = await fetch(integrations().resolveEditUrl(url));
    expect(answer.url).toBe(url);
    expect(answer.status).toBe(200);
  });
});
