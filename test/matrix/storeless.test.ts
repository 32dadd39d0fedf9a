// A service that keeps nothing: no resources, no database. No golden path of the
// pack makes one; this one is the test's own, and takes what needs neither.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  goldenPathSchema,
  resolve,
  type Answers,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  composeTree,
  loadPack,
  locatePack,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';
import { parse } from 'yaml';
import { startServers, type Servers } from '../support/servers';
import { checkDirectory } from './service';

const GOLDEN_PATH = goldenPathSchema.parse({
  id: 'storeless',
  version: '1.0.0',
  title: 'Storeless',
  description: 'A service that keeps nothing.',
  groups: [
    ...[
      'shape',
      'api',
      'data',
      'operations',
      'deployment',
      'ci',
      'quality',
    ].map(id => ({ id, title: id, question: `${id}?`, choose: 'fixed' })),
    {
      id: 'configuration',
      title: 'Configuration',
      question: 'What reads the settings?',
      choose: 'one',
    },
  ],
  fixed: [
    'bounded-contexts',
    'error-model',
    'redis',
    'logging',
    'health',
    'shutdown',
    'metrics',
    'container',
    'kubernetes',
    'github-actions',
    'testing',
    'documentation',
    'habits',
  ],
  offers: { configuration: ['env', 'envconfig'] },
  defaults: { configuration: ['env'] },
});

function answersOf(more: Partial<Answers>): Answers {
  return {
    apiVersion: 'goldenpath.dev/v1',
    goldenPath: GOLDEN_PATH.id,
    service: {
      name: 'watcher',
      owner: 'group:default/commerce',
      module: 'example.com/acme/matrix',
    },
    resources: [],
    ...more,
  };
}

async function packOfTest() {
  const pack = await loadPack(locatePack());
  const catalogue = { ...pack.catalogue, goldenPaths: [GOLDEN_PATH] };
  return { ...pack, catalogue };
}

async function compose(more: Partial<Answers>) {
  const pack = await packOfTest();
  const { composition, problems } = resolve(pack.catalogue, answersOf(more));
  assert.deepEqual(problems, []);
  return composeTree(pack, composition!);
}

let servers: Servers;
before(async () => {
  servers = await startServers(['redis']);
});
after(() => servers?.stop());

describe('a service that keeps nothing', () => {
  for (const configuration of ['env', 'envconfig']) {
    it(`builds and passes its tests with ${configuration}`, async () => {
      const { files } = await compose({ patterns: { configuration } });
      const folder = await mkdtemp(join(tmpdir(), 'golden-path-storeless-'));
      try {
        const directory = join(folder, 'service');
        await writeTree({ files, hash: '' }, directory);
        await checkDirectory(directory, servers.environment);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }

  it('speaks of no database in what it is run with', async () => {
    const { files } = await compose({});
    const paths = files.map(({ path }) => path);
    assert.deepEqual(
      paths.filter(path =>
        /^migrations|postgres|pg|migrat|conformance/.test(path),
      ),
      [],
    );
    const run = files.filter(({ path }) =>
      /^(Makefile|compose\.yaml|README\.md|AGENTS\.md|\.devcontainer|deploy|\.github|catalog-info)/.test(
        path,
      ),
    );
    assert.ok(run.length > 15);
    for (const { path, content } of run) {
      assert.doesNotMatch(content, /postgres|database|migrat/i, path);
    }
  });

  it('is alerted on what it has', async () => {
    const { files } = await compose({});
    const { content } = files.find(
      ({ path }) => path === 'deploy/monitoring/alerts.yaml',
    )!;
    const { groups } = parse(content) as { groups: { name: string }[] };
    assert.deepEqual(
      groups.map(({ name }) => name),
      ['watcher-redis', 'watcher-process'],
    );
  });

  it('takes no resources', async () => {
    const { catalogue } = await packOfTest();
    const { problems } = resolve(
      catalogue,
      answersOf({
        resources: [{ name: 'note', fields: [{ name: 'text', type: 'text' }] }],
      }),
    );
    assert.deepEqual(
      problems.map(({ path, message }) => [path, message]),
      [[['resources'], 'Nothing chosen serves resources']],
    );
  });
});
