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
  describePair,
  describeRow,
  dimensionsOf,
} from './configurations';
import { mendedRow } from './mendedRow';
import { coveringRows, type Row } from './pairs';

let loading: Promise<Composer> | undefined;

/** The composer of the pack in this repository, loaded once. */
export function theComposer(): Promise<Composer> {
  loading ??= Composer.load([locatePack()]);
  return loading;
}

/**
 * Services of a golden path that together hold every pair of choices. Throws
 * when a choice is in none of them: it would be left out unseen.
 */
export async function servicesOfEveryPair(goldenPath: GoldenPath) {
  const composer = await theComposer();
  const { catalogue } = composer
    .packs()
    .find(pack => pack.catalogue.goldenPaths.includes(goldenPath))!;
  const dimensions = dimensionsOf(catalogue, goldenPath);
  const answersOfRow = (row: Row) => answersOf(goldenPath, dimensions, row);
  const { rows, impossible } = coveringRows(
    dimensions,
    mendedRow(composer, goldenPath, dimensions),
  );
  dimensions.forEach(({ name, values }, index) =>
    values.forEach((_, value) => {
      if (!rows.some(row => row[index] === value)) {
        throw new Error(`no service composes with value ${value} of ${name}`);
      }
    }),
  );
  return {
    impossible: impossible.map(pair => describePair(dimensions, pair)),
    services: rows.map(row => ({
      title: `${goldenPath.id}: ${describeRow(dimensions, row)}`,
      answers: answersOfRow(row),
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
  const go = (args: string[], flags?: string) =>
    runOrThrow('go', args, {
      cwd: directory,
      env: { ...goEnvironment(flags), ...environment },
    });
  const git = (...args: string[]) =>
    runOrThrow('git', ['-c', 'core.hooksPath=/dev/null', ...args], {
      cwd: directory,
    });
  const { stdout: unformatted } = await runOrThrow('gofmt', ['-l', '.'], {
    cwd: directory,
  });
  assert.equal(unformatted, '', 'gofmt has something to change');
  await go(['mod', 'tidy', '-diff'], '-mod=mod');
  await go(['build', '-o', 'bin/', './cmd/...']);
  await go(['vet', './...']);
  // Go keeps results: a package that services have alike is tested once.
  await go(['test', '-race', './...']);
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
