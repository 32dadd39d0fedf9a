import { createHash } from 'node:crypto';
import type { FileTree } from '@golden-path/backstage-plugin-golden-path-common';

/** Path of the lock in every composed repository. */
export const LOCK_PATH = '.golden-path/lock.yaml';

/** SHA-256 of a text, hex. */
export function digest(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * SHA-256 of the tree's lock. The lock holds a hash of every other file, so
 * two repositories with the same lock were composed alike.
 */
export function lockDigest(tree: FileTree): string {
  const lock = tree.files.find(({ path }) => path === LOCK_PATH);
  if (!lock) {
    throw new Error(`The composition has no ${LOCK_PATH}`);
  }
  return digest(lock.content);
}
