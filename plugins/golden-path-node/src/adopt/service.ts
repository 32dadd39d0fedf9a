import { readGoFile } from './go/goFile';
import type { GoFile } from './go/goFile';
import { readGoMod } from './go/readGoMod';
import type { GoMod } from './go/readGoMod';
import { isOwnPath } from './repositoryFiles';
import type { RepositoryFiles } from './repositoryFiles';

/** A Go service as it was read, before anything is concluded. */
export interface GoService {
  readonly files: RepositoryFiles;
  readonly goMod: GoMod;
  readonly goFiles: readonly GoFile[];
}

/** Thrown when a folder holds no Go service; the message says what to do. @public */
export class AdoptError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AdoptError';
  }
}

/**
 * Reads the Go module at the top of a repository, or of the folder of it that
 * `files` are.
 *
 * @throws AdoptError when there is no module, naming the folders that have one
 */
export function readService(files: RepositoryFiles): GoService {
  const text = files.get('go.mod');
  const goMod = text === undefined ? undefined : readGoMod(text);
  if (!goMod) throw new AdoptError(noModule(files, text !== undefined));
  const nested = moduleFolders(files).filter(folder => folder !== '');
  const goFiles = [...files].flatMap(([path, source]) =>
    source !== undefined &&
    path.endsWith('.go') &&
    isOwnPath(path) &&
    !nested.some(folder => path.startsWith(`${folder}/`))
      ? [readGoFile(path, source)]
      : [],
  );
  return { files, goMod, goFiles };
}

/** Folders that hold a go.mod file, sorted; `''` is the top. */
export function moduleFolders(files: RepositoryFiles): string[] {
  return [...files.keys()]
    .filter(path => /(^|\/)go\.mod$/.test(path) && isOwnPath(path))
    .map(path => path.replace(/\/?go\.mod$/, ''))
    .sort();
}

function noModule(files: RepositoryFiles, broken: boolean): string {
  if (broken) return 'go.mod: names no module; write `module <path>` into it';
  const folders = moduleFolders(files);
  return folders.length === 0
    ? 'go.mod: is not there, and in no folder below; name a repository that holds a Go module'
    : `go.mod: is not at the top, but in ${folders
        .slice(0, 12)
        .join(', ')}; name one of these as the folder`;
}
