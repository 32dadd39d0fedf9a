import type { UrlReaderService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { digest, LOCK_PATH } from '../actions/lockDigest';

/** Branch that the publish steps push to. */
export const DEFAULT_BRANCH = 'main';

/** Where a repository is, or will be. */
export interface RepositoryPlace {
  /** Type of the integration: `gitea`, `github`, `gitlab`, … */
  readonly type: string;
  readonly owner: string;
  readonly name: string;
  /** URL of the root folder on the default branch, with a trailing slash. */
  readonly contentsUrl: string;
  /** What `git clone` takes. */
  readonly cloneUrl: string;
  /** URL of the catalog-info.yaml file. */
  readonly catalogInfoUrl: string;
}

const CONTENTS_PATHS: Readonly<Record<string, string>> = {
  gitea: `src/branch/${DEFAULT_BRANCH}/`,
  github: `blob/${DEFAULT_BRANCH}/`,
  gitlab: `-/blob/${DEFAULT_BRANCH}/`,
};

/**
 * Reads a repository picker's value, `host?owner=…&repo=…`.
 *
 * @throws InputError that names the part that is missing or not supported
 */
export function repositoryPlace(
  repoUrl: string,
  integrations: ScmIntegrationRegistry,
): RepositoryPlace {
  const { host, owner, repo } = parseRepoUrl(repoUrl, integrations);
  const integration = integrations.byHost(host);
  const contentsPath = integration && CONTENTS_PATHS[integration.type];
  if (!integration || !contentsPath || !owner) {
    const known = Object.keys(CONTENTS_PATHS).join(', ');
    throw new InputError(
      `repoUrl: ${host} is no ${known} host of this portal; choose a host that 'integrations' lists`,
    );
  }
  const base = baseUrlOf(integrations, host);
  const url = `${base}/${owner}/${repo}`;
  const contentsUrl = `${url}/${contentsPath}`;
  return {
    type: integration.type,
    owner,
    name: repo,
    contentsUrl,
    cloneUrl: `${url}.git`,
    catalogInfoUrl: `${contentsUrl}catalog-info.yaml`,
  };
}

function baseUrlOf(integrations: ScmIntegrationRegistry, host: string): string {
  const configured =
    integrations.gitea.byHost(host)?.config.baseUrl ??
    integrations.gitlab.byHost(host)?.config.baseUrl;
  return (configured ?? `https://${host}`).replace(/\/+$/, '');
}

/**
 * What a repository holds: nothing (or it does not exist), exactly the
 * composition with this lock, or something else.
 */
export async function repositoryState(
  place: RepositoryPlace,
  lockDigest: string,
  options: { reader: UrlReaderService; signal?: AbortSignal },
): Promise<'free' | 'same' | 'taken'> {
  const lock = await readIfThere(
    options.reader,
    `${place.contentsUrl}${LOCK_PATH}`,
    options.signal,
  );
  if (lock) {
    return digest(lock) === lockDigest ? 'same' : 'taken';
  }
  return (await holdsFiles(options.reader, place, options.signal))
    ? 'taken'
    : 'free';
}

async function readIfThere(
  reader: UrlReaderService,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Buffer | undefined> {
  try {
    return await (await reader.readUrl(url, { signal })).buffer();
  } catch (error) {
    if (isMissing(error)) {
      return undefined;
    }
    throw error;
  }
}

async function holdsFiles(
  reader: UrlReaderService,
  { contentsUrl }: RepositoryPlace,
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
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotFoundError';
}
