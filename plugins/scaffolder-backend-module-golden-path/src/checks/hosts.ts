import { InputError } from '@backstage/errors';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';

/** What a repository picker's value names, `host?owner=…&repo=…`. */
export interface RepositoryName {
  readonly host: string;
  /** Address of the host, without a slash at the end. */
  readonly base: string;
  readonly repo: string;
  readonly owner: string;
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
  /** Annotations that make the portal's own tabs find the repository. */
  readonly annotations: (name: RepositoryName) => Record<string, string>;
}

/** A path in a URL: names encoded, slashes kept. */
function encoded(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

const page = ({ base, owner, repo }: RepositoryName) =>
  `${base}/${owner}/${repo}`;

/** The kinds of Git host that services are published to, by type of the integration. */
export const HOST_TYPES: Readonly<Record<string, HostType>> = {
  github: {
    cloneUrl: name => `${page(name)}.git`,
    fileUrl: (name, branch, path) =>
      `${page(name)}/blob/${encoded(branch)}/${encoded(path)}`,
    annotations: ({ owner, repo }) => ({
      'github.com/project-slug': `${owner}/${repo}`,
    }),
  },
  gitlab: {
    cloneUrl: name => `${page(name)}.git`,
    fileUrl: (name, branch, path) =>
      `${page(name)}/-/blob/${encoded(branch)}/${encoded(path)}`,
    annotations: ({ host, owner, repo }) => ({
      'gitlab.com/project-slug': `${owner}/${repo}`,
      ...(host !== 'gitlab.com' && { 'gitlab.com/instance': host }),
    }),
  },
  gitea: {
    cloneUrl: name => `${page(name)}.git`,
    fileUrl: (name, branch, path) =>
      `${page(name)}/src/branch/${encoded(branch)}/${encoded(path)}`,
    annotations: () => ({}),
  },
};

/**
 * Reads a repository picker's value.
 *
 * @throws InputError that names the part that is missing or not supported
 */
export function repositoryName(
  repoUrl: string,
  integrations: ScmIntegrationRegistry,
): { type: string; hostType: HostType; name: RepositoryName } {
  const { host, owner, repo } = parseRepoUrl(repoUrl, integrations);
  const type = integrations.byHost(host)?.type ?? '';
  const hostType = HOST_TYPES[type];
  if (!hostType || !owner) {
    throw new InputError(
      `repoUrl: ${host} is no ${Object.keys(HOST_TYPES).join(
        ', ',
      )} host of this portal; choose a host that 'integrations' lists`,
    );
  }
  const configured =
    integrations.gitea.byHost(host)?.config.baseUrl ??
    integrations.gitlab.byHost(host)?.config.baseUrl;
  const base = (configured ?? `https://${host}`).replace(/\/+$/, '');
  return { type, hostType, name: { host, base, owner, repo } };
}
