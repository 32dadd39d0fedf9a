import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from './git';

/** The branch that a new repository's HEAD names. */
const DEFAULT_BRANCH = 'main';

/** Makes a bare repository in an existing empty directory. */
export async function initRepository(
  directory: string,
  description: string,
): Promise<void> {
  await runGit([
    'init',
    '--quiet',
    '--bare',
    '--template=',
    `--initial-branch=${DEFAULT_BRANCH}`,
    directory,
  ]);
  await writeFile(join(directory, 'description'), `${description}\n`);
}

/** Whether a repository has no branch and no tag yet. */
export async function isEmptyRepository(gitDir: string): Promise<boolean> {
  const refs = await runGit([
    '--git-dir',
    gitDir,
    'for-each-ref',
    '--count=1',
    'refs/heads',
    'refs/tags',
  ]);
  return refs.length === 0;
}

/** The one-line description that the repository was made with. */
export async function readDescription(gitDir: string): Promise<string> {
  const text = await readFile(join(gitDir, 'description'), 'utf8');
  return text.trim();
}
