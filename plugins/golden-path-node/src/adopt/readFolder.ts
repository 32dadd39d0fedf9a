import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isOwnPath,
  isWorthReading,
  MAX_FILES,
  MAX_TEXT,
} from './repositoryFiles';
import type { RepositoryFiles } from './repositoryFiles';

/**
 * Reads a checked-out repository. Symbolic links are left out, since they may
 * lead anywhere.
 *
 * @throws Error when the folder holds more than a repository of one service would
 * @public
 */
export async function readFolder(
  folder: string,
  signal?: AbortSignal,
): Promise<RepositoryFiles> {
  const files = new Map<string, string | undefined>();
  let held = 0;
  const visit = async (directory: string): Promise<void> => {
    signal?.throwIfAborted();
    const entries = await readdir(join(folder, directory), {
      withFileTypes: true,
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isDirectory() && isOwnPath(`${path}/`)) await visit(path);
      if (!entry.isFile()) continue;
      const text = await readText(join(folder, path), path);
      held += text?.length ?? 0;
      files.set(path, text);
      requireWithinLimits(files.size, held);
    }
  };
  await visit('');
  return files;
}

async function readText(
  file: string,
  path: string,
): Promise<string | undefined> {
  if (!isWorthReading(path, undefined)) return undefined;
  const { size } = await stat(file);
  return isWorthReading(path, size) ? readFile(file, 'utf8') : undefined;
}

/** @throws Error that says which limit a repository goes over, and the mend @public */
export function requireWithinLimits(files: number, text: number): void {
  if (files > MAX_FILES || text > MAX_TEXT) {
    throw new Error(
      `The repository is larger than Adopt reads, ${MAX_FILES} files and ${
        MAX_TEXT / 1024 / 1024
      } MiB of text; name the folder of one service`,
    );
  }
}
