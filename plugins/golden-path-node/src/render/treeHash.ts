import type { ComposedFile } from '@golden-path/backstage-plugin-golden-path-common';
import { createHash } from 'node:crypto';

/** SHA-256 of a text, hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** SHA-256 over paths, modes and contents of files ordered by path, hex. @public */
export function treeHash(files: readonly ComposedFile[]): string {
  const hash = createHash('sha256');
  for (const { path, executable, content } of files) {
    hash.update(`${path}\n${executable ? '755' : '644'} ${sha256(content)}\n`);
  }
  return hash.digest('hex');
}
