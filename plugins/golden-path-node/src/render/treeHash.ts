import type {
  ComposedFile,
  PreviewFile,
} from '@golden-path/backstage-plugin-golden-path-common';
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

const listings = new WeakMap<ComposedFile, PreviewFile>();

/** The file without its content. */
export function listed(file: ComposedFile): PreviewFile {
  const known = listings.get(file);
  if (known) return known;
  const { content, ...origin } = file;
  const size = Buffer.byteLength(content);
  const listing = { ...origin, size, digest: digestOf(file) };
  listings.set(file, listing);
  return listing;
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
