import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  repositoryAnnotations,
  repositoryPath,
} from '@golden-path/backstage-plugin-golden-path-common';
import { digest, LOCK_PATH } from '../actions/lockDigest';
import { repositoryName } from './hosts';

/** Branch that the publish steps push to. */
export const DEFAULT_BRANCH = 'main';

/** Where a repository is, or will be. */
export interface RepositoryPlace {
  /** Type of the integration: `gitea`, `github`, `gitlab`, … */
  readonly type: string;
  readonly host: string;
  /** What the host calls the repository, such as `acme/orders`. */
  readonly path: string;
  /** URL of the root folder on the branch. */
  readonly contentsUrl: string;
  /** What `git clone` takes. */
  readonly cloneUrl: string;
  /** URL of the catalog-info.yaml file. */
  readonly catalogInfoUrl: string;
  /** URL of any path on the branch. */
  readonly fileUrl: (path: string) => string;
  /** Annotations that make the portal's own tabs find the repository. */
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Reads a repository picker's value, `host?owner=…&repo=…`.
 *
 * @throws InputError that names the part that is missing or not supported
 */
export function repositoryPlace(
  repoUrl: string,
  integrations: ScmIntegrationRegistry,
  branch = DEFAULT_BRANCH,
): RepositoryPlace {
  const { type, hostType, name } = repositoryName(repoUrl, integrations);
  const fileUrl = (path: string) => hostType.fileUrl(name, branch, path);
  return {
    type,
    host: name.host,
    path: repositoryPath(name).join('/'),
    contentsUrl: fileUrl(''),
    cloneUrl: hostType.cloneUrl(name),
    catalogInfoUrl: fileUrl('catalog-info.yaml'),
    fileUrl,
    annotations: repositoryAnnotations(type, name),
  };
}

/**
 * What a repository holds: nothing (or it does not exist), exactly the
 * composition with this lock, or something else.
 *
 * @throws InputError when the host does not say
 */
export async function repositoryState(
  place: RepositoryPlace,
  lockDigest: string,
  options: { reader: UrlReaderService; signal?: AbortSignal },
): Promise<'free' | 'same' | 'taken'> {
  const lock = await lockIfThere(options.reader, place, options.signal);
  if (lock) {
    return digest(lock) === lockDigest ? 'same' : 'taken';
  }
  return (await holdsFiles(options.reader, place, options.signal))
    ? 'taken'
    : 'free';
}

/** Whether the branch of a place is there and holds files. */
export async function branchExists(
  place: RepositoryPlace,
  options: { reader: UrlReaderService; signal?: AbortSignal },
): Promise<boolean> {
  return holdsFiles(options.reader, place, options.signal);
}

async function lockIfThere(
  reader: UrlReaderService,
  { fileUrl, host, path }: RepositoryPlace,
  signal: AbortSignal | undefined,
): Promise<Buffer | undefined> {
  try {
    const lock = await reader.readUrl(fileUrl(LOCK_PATH), { signal });
    return await lock.buffer();
  } catch (error) {
    if (isMissing(error)) return undefined;
    signal?.throwIfAborted();
    throw new InputError(
      `repoUrl: ${path} on ${host} cannot be read; check that the portal reaches ${host}, and that its credentials may read it`,
      error,
    );
  }
}

async function holdsFiles(
  reader: UrlReaderService,
  { contentsUrl, path }: RepositoryPlace,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    let found = false;
    const tree = await reader.readTree(contentsUrl, {
      signal,
      // One path is answer enough: nothing is unpacked.
      filter: () => {
        found = true;
        return false;
      },
    });
    await tree.files();
    return found;
  } catch (error) {
    if (isMissing(error)) {
      return false;
    }
    signal?.throwIfAborted();
    // Some hosts answer for a repository without a commit what their reader does not understand.
    throw new InputError(
      `repoUrl: ${path} cannot be read; when it is there and empty, delete it or choose another name, or else check that the portal's credentials may read it`,
      error,
    );
  }
}

/** Whether a reader did not find what it should read; Gerrit's gives the response itself. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === 'NotFoundError' ||
    ('statusCode' in error && error.statusCode === 404)
  );
}
