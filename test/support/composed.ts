import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import {
  Composer,
  locatePack,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';

/** Composes a service into a folder of its name below another, and returns where. */
export async function composed(
  folder: string,
  answers: Answers,
): Promise<string> {
  const composer = await Composer.load([locatePack()]);
  const { tree } = await composer.compose(answers);
  await mkdir(folder, { recursive: true });
  const directory = join(folder, answers.service.name);
  await writeTree(tree, directory);
  return directory;
}
