import { runGit } from './git';

/** Who wrote or committed, and when (ISO 8601 with offset). */
export interface Signature {
  name: string;
  email: string;
  date: string;
}

/** A commit. */
export interface Commit {
  id: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

const FORMAT = '%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B';

/** The commit with this id. */
export async function readCommit(gitDir: string, id: string): Promise<Commit> {
  return lastCommit(gitDir, id, '');
}

/** The last commit, seen from `commit`, that changed a path; '' is the whole repository. */
export async function lastCommit(
  gitDir: string,
  commit: string,
  path: string,
): Promise<Commit> {
  const output = await runGit([
    '--git-dir',
    gitDir,
    'log',
    '-1',
    `--format=${FORMAT}`,
    commit,
    ...(path === '' ? [] : ['--', path]),
  ]);
  return parseCommit(output.toString('utf8'));
}

function parseCommit(output: string): Commit {
  const [id = '', tree = '', parents = '', ...rest] = output.split('\0');
  return {
    id,
    tree,
    parents: parents.split(' ').filter(parent => parent !== ''),
    author: signature(rest.slice(0, 3)),
    committer: signature(rest.slice(3, 6)),
    message: (rest[6] ?? '').trimEnd(),
  };
}

function signature([name = '', email = '', date = '']: string[]): Signature {
  return { name, email, date };
}
