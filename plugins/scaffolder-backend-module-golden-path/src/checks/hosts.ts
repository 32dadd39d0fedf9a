import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import {
  HOST_PARTS,
  repositoryPath,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Place } from '@golden-path/backstage-plugin-golden-path-common';

/** What a repository picker's value names, and the addresses of its host. */
export interface RepositoryName extends Place {
  /** Address that shows the host's repositories, without a slash at the end. */
  readonly base: string;
  /** Address that they are cloned from, without a slash at the end. */
  readonly cloneBase: string;
}

/** How a kind of Git host names its repositories and shows their files. */
export interface HostType {
  /** What `git clone` takes. */
  readonly cloneUrl: (name: RepositoryName) => string;
  /** URL of a path on a branch; `''` is the root folder. */
  readonly fileUrl: (
    name: RepositoryName,
    branch: string,
    path: string,
  ) => string;
}

/** A path in a URL: names encoded, slashes kept. */
function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

const slug = (name: RepositoryName) => repositoryPath(name).join('/');
const page = (name: RepositoryName) => `${name.base}/${encoded(slug(name))}`;

/** The kinds of Git host that services are published to, by type of the integration. */
export const HOST_TYPES: Readonly<Record<string, HostType>> = {
  github: {
    cloneUrl: name => `${page(name)}.git`,
    fileUrl: (name, branch, path) =>
      `${page(name)}/blob/${encoded(branch)}/${encoded(path)}`,
  },
  gitlab: {
    cloneUrl: name => `${page(name)}.git`,
    fileUrl: (name, branch, path) =>
      `${page(name)}/-/blob/${encoded(branch)}/${encoded(path)}`,
  },
  gitea: {
    cloneUrl: name => `${page(name)}.git`,
    fileUrl: (name, branch, path) =>
      `${page(name)}/src/branch/${encoded(branch)}/${encoded(path)}`,
  },
  bitbucketCloud: {
    cloneUrl: name => `${page(name)}.git`,
    fileUrl: (name, branch, path) =>
      `${page(name)}/src/${encoded(branch)}/${encoded(path)}`,
  },
  bitbucketServer: {
    cloneUrl: name => `${name.base}/scm/${encoded(slug(name))}.git`,
    fileUrl: ({ base, project, repo }, branch, path) =>
      `${base}/projects/${project}/repos/${repo}/browse/${encoded(
        path,
      )}?${new URLSearchParams({ at: branch })}`,
  },
  azure: {
    cloneUrl: azurePage,
    fileUrl: (name, branch, path) =>
      `${azurePage(name)}?${new URLSearchParams({
        // The reader takes a path to be one of a file.
        ...(path && { path: `/${path}` }),
        version: `GB${branch}`,
      })}`,
  },
  gerrit: {
    cloneUrl: name => `${name.cloneBase}/a/${name.repo}`,
    fileUrl: (name, branch, path) =>
      `${page(name)}/+/refs/heads/${encoded(branch)}/${encoded(path)}`,
  },
};

function azurePage({ base, organization, project, repo }: RepositoryName) {
  return `${base}/${encoded(`${organization}/${project}/_git/${repo}`)}`;
}

/**
 * Reads a repository picker's value.
 *
 * @throws InputError that names the part that is missing or not supported
 */
export function repositoryName(
  repoUrl: string,
  integrations: ScmIntegrationRegistry,
): { type: string; hostType: HostType; name: RepositoryName } {
  const place = parseRepoUrl(repoUrl, integrations);
  const { host } = place;
  const type = integrations.byHost(host)?.type ?? '';
  const hostType = HOST_TYPES[type];
  if (!hostType) {
    throw new InputError(
      `repoUrl: ${host} is no ${Object.keys(HOST_TYPES).join(
        ', ',
      )} host of this portal; choose a host that 'integrations' lists`,
    );
  }
  const parts = (HOST_PARTS[type] ?? []).map(({ part }) => part);
  const missing = parts.filter(part => !place[part]);
  if (missing.length > 0) {
    throw new InputError(
      `repoUrl: lacks ${missing.join(' and ')}; write ${host}?${parts
        .map(part => `${part}=…`)
        .join('&')}&repo=…`,
    );
  }
  return {
    type,
    hostType,
    name: { ...place, ...addresses(host, integrations) },
  };
}

/** Where the host shows its repositories, and where it lets one clone them. */
function addresses(
  host: string,
  integrations: ScmIntegrationRegistry,
): Pick<RepositoryName, 'base' | 'cloneBase'> {
  const gerrit = integrations.gerrit.byHost(host)?.config;
  const configured =
    integrations.gitea.byHost(host)?.config.baseUrl ??
    integrations.gitlab.byHost(host)?.config.baseUrl ??
    gerrit?.gitilesBaseUrl ??
    // It may lie below a path, which only the address of its API tells.
    integrations.bitbucketServer
      .byHost(host)
      ?.config.apiBaseUrl.replace(/\/rest\/api\/[^/]+\/*$/, '');
  const base = (configured ?? `https://${host}`).replace(/\/+$/, '');
  return { base, cloneBase: gerrit?.cloneUrl ?? base };
}
