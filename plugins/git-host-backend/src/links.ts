import { GitHost } from './GitHost';
import { Repository } from './store/RepositoryStore';

/** The address of a repository's page. */
export function repositoryUrl(
  host: Pick<GitHost, 'baseUrl'>,
  { organization, name }: Repository,
): string {
  return `${host.baseUrl}/${organization}/${name}`;
}

/** The address to clone from and push to. */
export function cloneUrl(
  host: Pick<GitHost, 'baseUrl'>,
  repository: Repository,
): string {
  return `${repositoryUrl(host, repository)}.git`;
}

/** The address of the page for a file or directory of a branch. */
export function sourceUrl(
  host: Pick<GitHost, 'baseUrl'>,
  repository: Repository,
  ref: string,
  path: string,
): string {
  const page = `${repositoryUrl(host, repository)}/src/branch/`;
  return `${page}${encodePath(ref)}/${encodePath(path)}`;
}

/** The address of a repository in the API. */
export function apiUrl(
  host: Pick<GitHost, 'baseUrl'>,
  { organization, name }: Repository,
): string {
  return `${host.baseUrl}/api/v1/repos/${organization}/${name}`;
}

/** A path with its names encoded and its slashes kept. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
