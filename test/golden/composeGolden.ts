import {
  parseAnswers,
  resolve,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { ComposedFile } from '@golden-path/backstage-plugin-golden-path-common';
import {
  composeTree,
  loadPack,
  locatePack,
} from '@golden-path/backstage-plugin-golden-path-node';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The golden service: written by hand, and composed again by the test. */
export const GOLDEN = join(__dirname, 'orders');

const ANSWERS = join(__dirname, 'orders.answers.yaml');

/** Composes the golden service from its answers. */
export async function composeGolden(): Promise<readonly ComposedFile[]> {
  const pack = await loadPack(locatePack());
  const { value, problems } = parseAnswers(readFileSync(ANSWERS, 'utf8'));
  assert.deepEqual(problems, []);
  const { composition, problems: others } = resolve(pack.catalogue, value!);
  assert.deepEqual(others, []);
  return composeTree(pack, composition!).files;
}
