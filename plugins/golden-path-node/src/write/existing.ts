import type { FileTree } from '@golden-path/backstage-plugin-golden-path-common';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names in a folder; undefined when there is no such folder. */
export async function entriesOf(folder: string): Promise<string[] | undefined> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** How a folder differs from the tree; undefined when each file is the same. */
export async function compareWithTree(
  folder: string,
  { files }: FileTree,
): Promise<string | undefined> {
  for (const { path, content } of files) {
    const file = join(folder, path);
    const stat = await lstat(file).catch(() => undefined);
    if (!stat?.isFile()) return `it has no file ${path}`;
    if ((await readFile(file, 'utf8')) !== content) return `${path} differs`;
  }
  return undefined;
}
