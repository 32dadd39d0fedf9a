import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { inRoot } from './paths.mjs';

const SKIPPED = new Set(['node_modules', 'dist', 'dist-types', 'coverage']);

/** Every file below the given files and folders, in a fixed order. */
function* filesBelow(path) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code !== 'ENOTDIR') throw error;
    yield path;
    return;
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (!SKIPPED.has(entry.name)) yield* filesBelow(join(path, entry.name));
  }
}

/** A hash of the names and contents below paths relative to the root, and of further words. */
export function contentHash(paths, ...words) {
  const hash = createHash('sha256');
  for (const word of words) hash.update(`${word}\0`);
  for (const path of paths) {
    if (!existsSync(inRoot(path))) continue;
    for (const file of filesBelow(inRoot(path))) {
      hash
        .update(`${file.slice(inRoot().length)}\0`)
        .update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

/** Runs `work` unless it last succeeded for this same hash; the stamp lives with what it made. */
export async function unlessStamped(stamp, hash, work) {
  const file = inRoot(stamp);
  if (existsSync(file) && readFileSync(file, 'utf8') === hash) return;
  // Work that fails half-way leaves what no stamp may vouch for.
  rmSync(file, { force: true });
  await work();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
}
