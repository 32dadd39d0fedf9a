import { once } from 'node:events';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { spawnGit } from './git';

/**
 * Writes the files of a commit as a gzipped tar whose top directory is `prefix`. When git fails the target is
 * destroyed instead of ended, so that a reader sees a broken archive and never a short one.
 */
export async function writeArchive(
  gitDir: string,
  commit: string,
  prefix: string,
  target: Writable,
): Promise<void> {
  const child = spawnGit([
    '--git-dir',
    gitDir,
    'archive',
    '--format=tar',
    `--prefix=${prefix}/`,
    commit,
  ]);
  const exit = once(child, 'close');
  child.stdin.end();
  child.stderr.resume();
  try {
    await pipeline(
      child.stdout,
      createGzip(),
      async function* ended(source) {
        yield* source;
        const [code] = await exit;
        if (code !== 0) {
          throw new Error(`git archive failed with exit code ${code}`);
        }
      },
      target,
    );
  } finally {
    child.kill();
  }
}
