import { NotFoundError } from '@backstage/errors';
import { runGit } from './git';

/** One name in a directory of a commit. `size` is in bytes and given for files and links alone. */
export interface TreeEntry {
  type: 'file' | 'dir' | 'symlink' | 'submodule';
  path: string;
  name: string;
  id: string;
  size: number | undefined;
}

/** The entry at a path of a commit, '' being its top directory; throws NotFoundError. */
export async function readEntry(
  gitDir: string,
  commit: string,
  path: string,
): Promise<TreeEntry> {
  if (path === '') {
    return { type: 'dir', path, name: '', id: commit, size: undefined };
  }
  const [entry] = await listTree(gitDir, '', [commit, '--', path]);
  if (!entry) {
    throw new NotFoundError(`'${path}' does not exist in commit ${commit}`);
  }
  return entry;
}

/** The entries of a directory, directories first, each sort by name. */
export async function listEntries(
  gitDir: string,
  directory: TreeEntry,
): Promise<TreeEntry[]> {
  const prefix = directory.path === '' ? '' : `${directory.path}/`;
  const entries = await listTree(gitDir, prefix, [directory.id]);
  const [directories, files] = [true, false].map(wanted =>
    entries.filter(entry => (entry.type === 'dir') === wanted),
  );
  return [...(directories ?? []), ...(files ?? [])];
}

/** The bytes of a file, or the target of a symbolic link. */
export async function readBlob(
  gitDir: string,
  entry: TreeEntry,
): Promise<Buffer> {
  return runGit(['--git-dir', gitDir, 'cat-file', 'blob', entry.id]);
}

async function listTree(
  gitDir: string,
  prefix: string,
  args: string[],
): Promise<TreeEntry[]> {
  const output = await runGit([
    '--git-dir',
    gitDir,
    'ls-tree',
    '-z',
    '--long',
    '--full-tree',
    ...args,
  ]);
  return output
    .toString('utf8')
    .split('\0')
    .filter(record => record !== '')
    .map(record => parseRecord(record, prefix));
}

function parseRecord(record: string, prefix: string): TreeEntry {
  const tab = record.indexOf('\t');
  const [mode, , id = '', size] = record.slice(0, tab).split(/ +/);
  const path = `${prefix}${record.slice(tab + 1)}`;
  return {
    type: entryType(mode),
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    id,
    size: size === '-' ? undefined : Number(size),
  };
}

function entryType(mode: string | undefined): TreeEntry['type'] {
  switch (mode) {
    case '040000':
      return 'dir';
    case '120000':
      return 'symlink';
    case '160000':
      return 'submodule';
    default:
      return 'file';
  }
}
