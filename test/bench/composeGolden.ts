import {
  parseAnswers,
  resolve,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { FileTree } from '@golden-path/backstage-plugin-golden-path-common';
import { composeTree } from '@golden-path/backstage-plugin-golden-path-node';
import type { Pack } from '@golden-path/backstage-plugin-golden-path-node';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const ANSWERS = join(__dirname, '../golden/orders.answers.yaml');

/** From the golden service's answers file to its files. */
export async function composeGolden(pack: Pack): Promise<FileTree> {
  const { value } = parseAnswers(await readFile(ANSWERS, 'utf8'));
  const resolution = value && resolve(pack.catalogue, value);
  if (!resolution?.composition) throw new Error('the answers do not resolve');
  return composeTree(pack, resolution.composition);
}
