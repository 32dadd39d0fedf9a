// A Go service that exists on the portal's Git host is adopted: what describes
// it comes as a branch, and once merged the same template registers it.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { stringify } from 'yaml';
import { startPortal, type Portal } from '../support/portal';
import { runOrThrow } from '../support/processes';
import {
  entityArrives,
  startTask,
  taskEnd,
  taskLog,
} from '../support/scaffolder';

const TEMPLATE = 'adopt-go-service';
const GOLDEN = join(__dirname, '../golden/orders');

let portal: Portal;
let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adopt-'));
  portal = await startPortal();
  await entityArrives(portal, 'group', 'commerce');
});
after(async () => {
  await portal.stop();
  await rm(folder, { recursive: true, force: true });
});

const git = (...args: string[]) =>
  runOrThrow(
    'git',
    ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...args],
    { cwd: join(folder, 'billing') },
  );

const login = Buffer.from('git-demo:for-this-machine-only').toString('base64');

const BY_HAND = `# by hand
${stringify({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'billing', description: 'Writes invoices' },
  spec: {
    type: 'backend',
    lifecycle: 'production',
    owner: 'group:default/commerce',
  },
})}`;

/** Brings a service to the Git host, as somebody did long ago. */
async function publishService(): Promise<void> {
  const made = await fetch(
    `${portal.url}/api/git-host/api/v1/orgs/demo/repos`,
    {
      method: 'POST',
      headers: {
        authorization: `Basic ${login}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ name: 'billing' }),
    },
  );
  assert.equal(made.status, 201);
  const directory = join(folder, 'billing');
  await cp(GOLDEN, directory, { recursive: true });
  await rm(join(directory, '.golden-path'), { recursive: true });
  // Somebody described a part of it by hand.
  await writeFile(join(directory, 'catalog-info.yaml'), BY_HAND);
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '.');
  await git('commit', '--quiet', '-m', 'Long ago');
  await git('remote', 'add', 'origin', remote());
  await git('push', '--quiet', 'origin', 'main');
}

function remote(): string {
  const { host } = new URL(portal.url);
  return `http://git-demo:for-this-machine-only@${host}/api/git-host/demo/billing.git`;
}

async function run(more: Record<string, unknown> = {}) {
  const id = await startTask(portal, TEMPLATE, {
    repoUrl: `${new URL(portal.url).host}?owner=demo&repo=billing`,
    branch: 'main',
    owner: 'group:default/commerce',
    lifecycle: 'production',
    ...more,
  });
  const { status } = await taskEnd(portal, id);
  const task = await portal.fetch(`/api/scaffolder/v2/tasks/${id}/events`);
  const events = (await task.json()) as {
    type: string;
    body: { output?: Output };
  }[];
  const output = events.find(({ type }) => type === 'completion')?.body.output;
  return { status, output, log: await taskLog(portal, id) };
}

interface Output {
  links?: { title: string; url?: string; entityRef?: string }[];
  text?: { title: string; content: string }[];
}

const branches = async () =>
  (await git('ls-remote', '--heads', remote())).stdout
    .trim()
    .split('\n')
    .map(line => line.replace(/^.*refs\/heads\//, ''));

describe('adopting a Go service', () => {
  let branch = '';

  it('proposes a branch, and changes nothing else', async () => {
    await publishService();
    const { status, output, log } = await run();
    assert.equal(status, 'completed', log);
    const names = await branches();
    assert.equal(names.length, 2, names.join());
    branch = names.find(name => name !== 'main') ?? '';
    await git('fetch', '--quiet', 'origin');
    const { stdout } = await git('diff', '--stat', `main`, `origin/${branch}`);
    assert.match(stdout, /catalog-info\.yaml/);
    assert.match(stdout, /1 file changed/);
    const report = output?.text?.find(
      ({ title }) => title === 'What was found',
    );
    assert.match(report?.content ?? '', /go\.mod:\d+/);
    assert.match(report?.content ?? '', /spec\.type.*backend.*service/);
    const link = output?.links?.find(({ title }) => title === 'The proposal');
    const page = await fetch(link?.url ?? '');
    assert.equal(page.status, 200);
    assert.match(await page.text(), /\+.*billing-api/);
  });

  it('keeps every word that was there', async () => {
    await git('checkout', '--quiet', branch);
    const text = await readFile(
      join(folder, 'billing/catalog-info.yaml'),
      'utf8',
    );
    for (const line of BY_HAND.trim().split('\n')) {
      assert.ok(text.includes(line), line);
    }
  });

  it('proposes the same a second time without another branch', async () => {
    assert.equal((await run()).status, 'completed');
    assert.deepEqual(new Set(await branches()), new Set(['main', branch]));
  });

  it('registers the service once the branch is merged', async () => {
    await git('checkout', '--quiet', 'main');
    await git('merge', '--quiet', '--ff-only', branch);
    await git('push', '--quiet', 'origin', 'main');
    const { status, output, log } = await run();
    assert.equal(status, 'completed', log);
    assert.ok(
      output?.links?.some(
        ({ entityRef }) => entityRef === 'component:default/billing',
      ),
    );
    const topology = await portal.fetch(
      '/api/catalog/entities/by-name/component/default/billing',
    );
    const entity = (await topology.json()) as {
      relations: { type: string; targetRef: string }[];
    };
    for (const ref of [
      'api:default/billing-api',
      'resource:default/billing-db',
    ]) {
      assert.ok(
        entity.relations.some(({ targetRef }) => targetRef === ref),
        ref,
      );
    }
  });

  it('says what stands in the way, and proposes nothing', async () => {
    const nobody = await run({ owner: 'group:default/nobody', folder: 'cmd' });
    assert.equal(nobody.status, 'failed');
    assert.match(nobody.log, /go\.mod: is not there/);
    const missing = await run({ branch: 'nowhere' });
    assert.equal(missing.status, 'failed');
    assert.match(
      missing.log,
      /cannot be read; check owner, repository and branch/,
    );
  });
});
