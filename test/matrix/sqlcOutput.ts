import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  ANSWERS_API_VERSION,
  type ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  locatePack,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';
import fc from 'fast-check';
import { differencesOf } from '../golden/differences';
import { runOrThrow } from '../support/processes';
import { describedResources } from './randomResources';
import { theComposer } from './service';

const OUTPUT = 'internal/postgres/sqlcdb/';
const READ = ['sqlc.yaml', 'migrations/', 'internal/postgres/queries/'];

let folder: string;
let sqlc: string;
/** What sqlc writes otherwise than the composer for these resources. */
async function differences(
  resources: ResourceAnswers[],
  migrations: string,
): Promise<string[]> {
  const { tree } = await (
    await theComposer()
  ).compose({
    apiVersion: ANSWERS_API_VERSION,
    goldenPath: 'go-rest-service',
    service: {
      name: 'matrix',
      owner: 'group:default/commerce',
      module: 'example.com/acme/matrix',
    },
    patterns: { access: 'sqlc', migrations },
    resources,
  });
  const directory = await mkdtemp(join(folder, 'schema-'));
  const service = join(directory, 'service');
  const files = tree.files.filter(({ path }) =>
    READ.some(start => path.startsWith(start)),
  );
  await writeTree({ ...tree, files }, service);
  await runOrThrow(sqlc, ['generate'], { cwd: service });
  const composed = new Map(
    tree.files
      .filter(({ path }) => path.startsWith(OUTPUT))
      .map(({ path, content }) => [path.slice(OUTPUT.length), content]),
  );
  const found = differencesOf(join(service, OUTPUT), composed);
  await rm(directory, { recursive: true });
  return found;
}

/**
 * Tests that what is composed as the output of sqlc is what the real sqlc
 * writes at the pinned version, for as many random schemas.
 */
export function testSqlcOutput(schemas: number): void {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golden-path-sqlc-'));
    sqlc = join(folder, 'sqlc');
    await runOrThrow(
      'go',
      ['build', '-o', sqlc, 'github.com/sqlc-dev/sqlc/cmd/sqlc'],
      {
        cwd: join(locatePack(), 'patterns/sqlc/tools'),
        env: { ...process.env, GOWORK: 'off', GOFLAGS: '' },
      },
    );
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test(`sqlc writes what is composed, for ${schemas} random schemas`, async () => {
    const commit = await runOrThrow('git', ['rev-parse', 'HEAD']);
    await fc.assert(
      fc.asyncProperty(
        describedResources,
        fc.constantFrom('goose', 'golang-migrate'),
        async (resources, migrations) =>
          assert.deepEqual(await differences(resources, migrations), []),
      ),
      { numRuns: schemas, seed: parseInt(commit.stdout.slice(0, 7), 16) },
    );
  });
}
