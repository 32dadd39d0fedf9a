import type { ComposedFile } from '@golden-path/backstage-plugin-golden-path-common';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files that are written at one time. */
const AT_ONCE = 16;

/** Writes files below a folder that nobody else uses. */
export async function writeFiles(
  files: readonly ComposedFile[],
  folder: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const folders = new Set(files.map(({ path }) => dirname(join(folder, path))));
  for (const path of folders) await mkdir(path, { recursive: true });
  for (let at = 0; at < files.length; at += AT_ONCE) {
    signal?.throwIfAborted();
    await Promise.all(
      files.slice(at, at + AT_ONCE).map(({ path, content, executable }) =>
        writeFile(join(folder, path), content, {
          flag: 'wx',
          mode: executable ? 0o755 : 0o644,
        }),
      ),
    );
  }
}
