import { NotFoundError } from '@backstage/errors';
import { runGit } from './git';

const COMMIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** The branch that HEAD names; it may have no commit yet. */
export async function defaultBranch(gitDir: string): Promise<string> {
  const branch = await git(gitDir, 'symbolic-ref', '--short', 'HEAD');
  return branch.trim();
}

/** Names of all branches, sorted. */
export async function listBranches(gitDir: string): Promise<string[]> {
  const names = await git(
    gitDir,
    'for-each-ref',
    '--format=%(refname:lstrip=2)',
    'refs/heads',
  );
  return names.split('\n').filter(name => name !== '');
}

/** The commit id of a branch, a tag or a full commit id, looked up in this order; throws NotFoundError. */
export async function resolveCommit(
  gitDir: string,
  ref: string,
): Promise<string> {
  const candidates = [`refs/heads/${ref}`, `refs/tags/${ref}`];
  if (COMMIT_ID.test(ref)) {
    candidates.push(ref);
  }
  const answers = await runGit(
    ['--git-dir', gitDir, 'cat-file', '--batch-check'],
    { input: candidates.map(name => `${name}^{commit}\n`).join('') },
  );
  const found = /^([0-9a-f]+) commit \d+$/m.exec(answers.toString('utf8'));
  if (!found?.[1]) {
    throw new NotFoundError(`Branch, tag or commit '${ref}' does not exist`);
  }
  return found[1];
}

/**
 * Points HEAD at a branch that exists when the one it names does not: the first push may bring another branch than
 * `main`, and a clone of it must not come out empty.
 */
export async function adoptPushedBranch(gitDir: string): Promise<void> {
  const branches = await listBranches(gitDir);
  const [first] = branches;
  if (first && !branches.includes(await defaultBranch(gitDir))) {
    await git(gitDir, 'symbolic-ref', 'HEAD', `refs/heads/${first}`);
  }
}

async function git(gitDir: string, ...args: string[]): Promise<string> {
  const output = await runGit(['--git-dir', gitDir, ...args]);
  return output.toString('utf8');
}
