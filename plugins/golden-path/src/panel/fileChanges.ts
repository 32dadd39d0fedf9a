import type {
  Preview,
  PreviewFile,
} from '@golden-path/backstage-plugin-golden-path-common';

/** What the last choice did to a file that comes out, or came out. */
export type FileChange = 'added' | 'changed' | 'removed';

/** What the last choice did to the files. */
export interface FileChanges {
  readonly of: ReadonlyMap<string, FileChange>;
  readonly added: number;
  readonly changed: number;
  /** Files that no longer come out. */
  readonly removed: readonly PreviewFile[];
}

/** Compares a preview with the one before; nothing has changed in the first. */
export function fileChanges({
  current,
  before,
}: {
  readonly current: Pick<Preview, 'files'>;
  readonly before?: Pick<Preview, 'files'>;
}): FileChanges {
  if (!before) return { of: new Map(), added: 0, changed: 0, removed: [] };
  const old = new Map(before.files.map(file => [file.path, file]));
  const entries = current.files.flatMap((file): [string, FileChange][] => {
    const change = changeOf(file, old.get(file.path));
    return change ? [[file.path, change]] : [];
  });
  const count = (change: FileChange) =>
    entries.filter(([, each]) => each === change).length;
  const paths = new Set(current.files.map(({ path }) => path));
  const removed = before.files.filter(({ path }) => !paths.has(path));
  return {
    of: new Map([
      ...entries,
      ...removed.map(({ path }): [string, FileChange] => [path, 'removed']),
    ]),
    added: count('added'),
    changed: count('changed'),
    removed,
  };
}

function changeOf(
  file: PreviewFile,
  old: PreviewFile | undefined,
): FileChange | undefined {
  if (!old) return 'added';
  const same = old.digest === file.digest && old.executable === file.executable;
  return same ? undefined : 'changed';
}
