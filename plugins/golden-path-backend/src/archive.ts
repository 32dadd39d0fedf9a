import { createGzip } from 'node:zlib';
import type { Readable } from 'node:stream';
import type { FileTree } from '@golden-path/backstage-plugin-golden-path-common';
import { pack } from 'tar-stream';

/** The same tree gives the same bytes: no file is older or younger. */
const MTIME = new Date('1980-01-01T00:00:00Z');

/** A tree as a gzipped tar archive with everything in one folder. */
export function archiveOf(tree: FileTree, folder: string): Readable {
  const archive = pack();
  for (const { path, content, executable } of tree.files) {
    const mode = executable ? 0o755 : 0o644;
    archive.entry({ name: `${folder}/${path}`, mode, mtime: MTIME }, content);
  }
  archive.finalize();
  return archive.pipe(createGzip());
}
