import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Answers,
  GoldenPath,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  Composer,
  locatePack,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';
import { runOrThrow } from '../support/processes';
import {
  answersOf,
  describeRow,
  describeTuple,
  dimensionsOf,
} from './configurations';
import { coveringRows } from './covering';
import { mendedRow } from './mendedRow';

let loading: Promise<Composer> | undefined;

/** The composer of the pack in this repository, loaded once. */
export function theComposer(): Promise<Composer> {
  loading ??= Composer.load([locatePack()]);
  return loading;
}

/** A service of the matrix, and what it is for people. */
export interface MatrixService {
  readonly title: string;
  readonly answers: Answers;
}

/** Services that together hold all that varies, but for what excludes itself. */
export interface MatrixServices {
  readonly services: readonly MatrixService[];
  /** The choices that no service has together, for people. */
  readonly impossible: readonly string[];
}

/**
 * Services of a golden path that together hold every pair of choices. Throws
 * when a choice is in none of them: it would be left out unseen.
 */
export const servicesOfEveryPair = (goldenPath: GoldenPath) =>
  servicesOfEvery(2, goldenPath);

/**
 * Services of a golden path that hold every three choices together with those
 * of every pair, which are not among them.
 */
export async function servicesOfEveryTriple(
  goldenPath: GoldenPath,
): Promise<MatrixServices> {
  const pairs = await servicesOfEvery(2, goldenPath);
  const triples = await servicesOfEvery(3, goldenPath);
  return {
    services: triples.services.slice(pairs.services.length),
    impossible: triples.impossible.slice(pairs.impossible.length),
  };
}

async function servicesOfEvery(
  size: number,
  goldenPath: GoldenPath,
): Promise<MatrixServices> {
  const composer = await theComposer();
  const { catalogue } = composer
    .packs()
    .find(pack => pack.catalogue.goldenPaths.includes(goldenPath))!;
  const dimensions = dimensionsOf(catalogue, goldenPath);
  const { rows, impossible } = coveringRows(
    dimensions,
    mendedRow(composer, goldenPath, dimensions),
    size,
  );
  const left = impossible.find(tuple => tuple.length === 1);
  if (left) {
    throw new Error(`no service has ${describeTuple(dimensions, left)}`);
  }
  return {
    impossible: impossible.map(tuple => describeTuple(dimensions, tuple)),
    services: rows.map(row => ({
      title: `${goldenPath.id}: ${describeRow(dimensions, row)}`,
      answers: answersOf(goldenPath, dimensions, row),
    })),
  };
}

/** The environment in which services are built, as all tests of Go have it. */
export function goEnvironment(flags = '-mod=readonly') {
  return {
    ...process.env,
    CI: 'true',
    GOWORK: 'off',
    GOFLAGS: `-trimpath ${flags}`,
  };
}

/** Composes a service into a folder of its own, and removes it after the work. */
export async function inService(
  answers: Answers,
  work: (directory: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-matrix-'));
  try {
    const directory = join(folder, 'service');
    const { tree } = await (await theComposer()).compose(answers);
    await writeTree(tree, directory);
    await work(directory);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Composes a service and checks it. Its tests find their servers in the environment. */
export async function checkService(
  answers: Answers,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  await inService(answers, directory => checkDirectory(directory, environment));
}

/** Checks a service that is composed already. */
export async function checkDirectory(
  directory: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  await checkCode(directory);
  const go = (...args: string[]) =>
    runOrThrow('go', args, {
      cwd: directory,
      env: { ...goEnvironment(), ...environment },
    });
  const git = (...args: string[]) =>
    runOrThrow('git', ['-c', 'core.hooksPath=/dev/null', ...args], {
      cwd: directory,
    });
  await go('build', '-o', 'bin/', './cmd/...');
  // Go keeps results: a package that services have alike is tested once.
  await go('test', '-race', './...');
  await git('init', '--quiet');
  await git('add', '--all');
  await runOrThrow('make', ['generate'], { cwd: directory });
  const { stdout: changed } = await git('diff', '--stat');
  const { stdout: added } = await git(
    'ls-files',
    '--others',
    '--exclude-standard',
  );
  assert.equal(changed + added, '', 'make generate changes files');
}

/** What holds without running: all of it compiles, and is as the tools write it. */
export async function checkCode(directory: string): Promise<void> {
  const run = (command: string, args: string[], flags?: string) =>
    runOrThrow(command, args, { cwd: directory, env: goEnvironment(flags) });
  const { stdout: unformatted } = await run('gofmt', ['-l', '.']);
  assert.equal(unformatted, '', 'gofmt has something to change');
  await run('go', ['mod', 'tidy', '-diff'], '-mod=mod');
  await run('go', ['vet', './...']);
}
