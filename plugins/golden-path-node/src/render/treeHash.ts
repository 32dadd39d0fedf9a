import type { ComposedFile } from '@golden-path/backstage-plugin-golden-path-common';
import { createHash } from 'node:crypto';

const digests = new WeakMap<ComposedFile, string>();

/** SHA-256 of a file's content, hex. */
export function digestOf(file: ComposedFile): string {
  const digest =
    digests.get(file) ??
    createHash('sha256').update(file.content).digest('hex');
  digests.set(file, digest);
  return digest;
}

/** SHA-256 over paths, modes and contents of files ordered by path, hex. @public */
export function treeHash(files: readonly ComposedFile[]): string {
  const hash = createHash('sha256');
  for (const file of files) {
    const mode = file.executable ? '755' : '644';
    hash.update(`${file.path}\n${mode} ${digestOf(file)}\n`);
  }
  return hash.digest('hex');
}
