import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import type {
  Answers,
  Problem,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  Composer,
  locatePack,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';
import { inFolder } from '../support/folders';
import { goEnvironment } from '../support/goService';
import { runOrThrow } from '../support/processes';
import { brokenAnswers, hostileAnswers } from './hostileAnswers';
import { treeFaults } from './treeFaults';

/** Longer than any answers may keep the wizard waiting. */
const SLOW_MS = 5_000;

/** What became of the answers. */
export interface Outcome {
  refused: number;
  /** The answers that were carried into a tree. */
  carried: Answers[];
}

/**
 * Throws `runs` hostile answers at `resolve` and `compose`. Each is refused
 * with problems that name field and mend, or carried into a sound tree.
 */
export async function throwAnswers(
  composer: Composer,
  runs: number,
  seed?: number,
): Promise<Outcome> {
  const outcome: Outcome = { refused: 0, carried: [] };
  const answers = fc.oneof(
    { weight: 5, arbitrary: brokenAnswers },
    { weight: 4, arbitrary: hostileAnswers },
  );
  await fc.assert(
    fc.asyncProperty(answers, async each => {
      const carried = await settle(composer, each);
      if (carried) outcome.carried.push(carried);
      else outcome.refused += 1;
    }),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  );
  return outcome;
}

async function settle(
  composer: Composer,
  answers: unknown,
): Promise<Answers | undefined> {
  const started = performance.now();
  const { composition, problems } = composer.resolve(answers);
  const spent = performance.now() - started;
  assert.ok(
    spent < SLOW_MS,
    `answers are read within seconds, not ${spent} ms`,
  );
  assert.deepEqual(problems.filter(isUnhelpful), []);
  if (!composition) {
    assert.notEqual(problems.length, 0, 'a refusal says why');
    await assert.rejects(composer.compose(answers), { name: 'InputError' });
    return undefined;
  }
  assert.deepEqual(treeFaults(await composer.compose(answers)), []);
  return composition.answers;
}

function isUnhelpful({ path, message, advice }: Problem): boolean {
  return (
    !Array.isArray(path) ||
    message === '' ||
    message.length > 400 ||
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f]/.test(message + advice) ||
    !advice.endsWith('.')
  );
}

/** So many of the answers, from everywhere in the list. */
export function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_, index) => index % step === 0).slice(0, count);
}

/** Composes, writes, builds and vets a service. */
export async function buildService(
  composer: Composer,
  answers: Answers,
): Promise<void> {
  const { tree } = await composer.compose(answers);
  await inFolder(async folder => {
    const cwd = join(folder, 'service');
    await writeTree(tree, cwd);
    const env = goEnvironment();
    await runOrThrow('go', ['build', './...'], { cwd, env });
    await runOrThrow('go', ['vet', './...'], { cwd, env });
  });
}

/** The composer of the pack in this repository. */
export function theComposer(): Promise<Composer> {
  return Composer.load([locatePack()]);
}
