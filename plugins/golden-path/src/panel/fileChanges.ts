import type { PreviewFile } from '@golden-path/backstage-plugin-golden-path-common';
import type { SeenPreviews } from '../session/WizardSession';

/** What the last choice did to a file that comes out. */
export type FileChange = 'added' | 'changed';

/** What the last choice did to the files. */
export interface FileChanges {
  readonly of: ReadonlyMap<string, FileChange>;
  readonly added: number;
  readonly changed: number;
  /** Paths that no longer come out. */
  readonly removed: readonly string[];
}

/** Compares a preview with the one before; nothing has changed in the first. */
export function fileChanges({ current, before }: SeenPreviews): FileChanges {
  if (!before) return { of: new Map(), added: 0, changed: 0, removed: [] };
  const old = new Map(before.files.map(file => [file.path, file]));
  const entries = current.files.flatMap((file): [string, FileChange][] => {
    const change = changeOf(file, old.get(file.path));
    return change ? [[file.path, change]] : [];
  });
  const count = (change: FileChange) =>
    entries.filter(([, each]) => each === change).length;
  const paths = new Set(current.files.map(({ path }) => path));
  return {
    of: new Map(entries),
    added: count('added'),
    changed: count('changed'),
    removed: before.files
      .map(({ path }) => path)
      .filter(path => !paths.has(path)),
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
