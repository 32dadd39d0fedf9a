import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  ANSWERS_API_VERSION,
  type Answers,
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

/** Generators of Go whose output the composer writes itself. */
export interface Generators {
  /** The golden path of the services that they are run in. */
  readonly goldenPath: string;
  /** Choices of patterns for which they write differently. */
  readonly patterns: readonly Answers['patterns'][];
  /** The Go packages of their commands, by the folder of the pack's module that pins them. */
  readonly commands: readonly (readonly [module: string, command: string])[];
  /** How the paths begin that they read. */
  readonly read: readonly string[];
  /** The folder that they write, with a slash at its end. */
  readonly output: string;
  /** Runs them in a service; their commands are in the folder `bin`. */
  run(service: string, bin: string): Promise<void>;
}

/**
 * Tests that what is composed as the output of generators is what they write at
 * the pinned versions, for as many services of random resources.
 */
export function testGeneratedOutput(
  generators: Generators,
  services: number,
): void {
  let bin: string;
  before(async () => {
    bin = await mkdtemp(join(tmpdir(), 'golden-path-generators-'));
    for (const [module, command] of generators.commands) {
      await runOrThrow('go', ['build', '-trimpath', '-o', bin, command], {
        cwd: join(locatePack(), 'patterns', module),
        env: { ...process.env, GOWORK: 'off', GOFLAGS: '' },
      });
    }
  });
  after(() => rm(bin, { recursive: true, force: true }));

  test(`generators write what is composed, for ${services} random services`, async () => {
    const commit = await runOrThrow('git', ['rev-parse', 'HEAD']);
    await fc.assert(
      fc.asyncProperty(
        describedResources,
        fc.constantFrom(...generators.patterns),
        async (resources, patterns) =>
          assert.deepEqual(
            await differences(generators, bin, resources, patterns),
            [],
          ),
      ),
      { numRuns: services, seed: parseInt(commit.stdout.slice(0, 7), 16) },
    );
  });
}

/** What the generators write otherwise than the composer. */
async function differences(
  { goldenPath, read, output, run }: Generators,
  bin: string,
  resources: ResourceAnswers[],
  patterns: Answers['patterns'],
): Promise<string[]> {
  const composer = await theComposer();
  const { tree } = await composer.compose({
    apiVersion: ANSWERS_API_VERSION,
    goldenPath,
    service: {
      name: 'matrix',
      owner: 'group:default/commerce',
      module: 'example.com/acme/matrix',
    },
    patterns,
    resources,
  });
  const folder = await mkdtemp(join(bin, 'service-'));
  const service = join(folder, 'service');
  const files = tree.files.filter(({ path }) =>
    read.some(start => path.startsWith(start)),
  );
  await writeTree({ ...tree, files }, service);
  await run(service, bin);
  const composed = new Map(
    tree.files
      .filter(({ path }) => path.startsWith(output))
      .map(({ path, content }) => [path.slice(output.length), content]),
  );
  const found = differencesOf(join(service, output), composed);
  await rm(folder, { recursive: true });
  return found;
}
