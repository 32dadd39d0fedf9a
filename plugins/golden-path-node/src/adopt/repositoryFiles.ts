/**
 * A repository as Adopt sees it: every path with forward slashes, and the text
 * of the files that are worth reading.
 * @public
 */
export type RepositoryFiles = ReadonlyMap<string, string | undefined>;

/** Most files of a repository that Adopt looks at. */
export const MAX_FILES = 50_000;

/** Most text that Adopt holds at one time, in bytes. */
export const MAX_TEXT = 64 * 1024 * 1024;

const MAX_FILE = 512 * 1024;

const NOT_OURS =
  /(^|\/)(\.git|vendor|node_modules|third_party|third-party|testdata|dist|\.idea|\.cache)\//;

const READ = [
  /\.(go|proto|sql|md)$/,
  /\.(ya?ml|json|toml|hcl)$/,
  /(^|\/)(go\.(mod|work)|Makefile|Taskfile|Procfile|CODEOWNERS)$/,
  /(^|\/)(Dockerfile|Containerfile)[^/]*$|\.Dockerfile$/,
  /(^|\/)\.env[^/]*$|\.env$|(^|\/)[^/]*\.sh$/,
];

/** Whether a path belongs to the repository's own work, and not to what it was given. @public */
export function isOwnPath(path: string): boolean {
  return !NOT_OURS.test(path);
}

/** Whether Adopt reads the text of a file of this size in bytes. @public */
export function isWorthReading(
  path: string,
  size: number | undefined,
): boolean {
  return (
    isOwnPath(path) &&
    (size === undefined || size <= MAX_FILE) &&
    READ.some(pattern => pattern.test(path))
  );
}

/** The files below a folder of the repository, named from there; all of them for `''`. */
export function below(files: RepositoryFiles, folder: string): RepositoryFiles {
  if (folder === '') return files;
  const start = `${folder}/`;
  return new Map(
    [...files]
      .filter(([path]) => path.startsWith(start))
      .map(([path, text]) => [path.slice(start.length), text]),
  );
}
