import { InputError } from '@backstage/errors';
import { TreeEntry } from '../git/tree';

/** The largest file that is read into memory, in bytes. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** Refuses a file that is too large to be read into memory. */
export function requireReadableSize(entry: TreeEntry): void {
  if ((entry.size ?? 0) > MAX_FILE_BYTES) {
    throw new InputError(
      `'${entry.path}' has ${entry.size} bytes, more than the ${MAX_FILE_BYTES} that are served this way; clone the repository`,
    );
  }
}
