/** A part of a repository's place beside host and name, as pickers and `repoUrl` spell it. @public */
export type PlacePart = 'organization' | 'workspace' | 'project' | 'owner';

/** Where a repository is, or will be, as `repoUrl` says it: `host?owner=…&repo=…`. @public */
export interface Place extends Readonly<Partial<Record<PlacePart, string>>> {
  readonly host: string;
  readonly repo: string;
}

/** A part that a kind of Git host asks for, and what people there call it. @public */
export interface HostPart {
  readonly part: PlacePart;
  readonly label: string;
}

const OWNER: HostPart = { part: 'owner', label: 'Owner' };
const PROJECT: HostPart = { part: 'project', label: 'Project' };

/**
 * What the kinds of Git host ask for beside the name of a repository, by type
 * of the integration, outermost first. These are the hosts that services are
 * published to.
 * @public
 */
export const HOST_PARTS: Readonly<Record<string, readonly HostPart[]>> = {
  gitea: [OWNER],
  github: [OWNER],
  gitlab: [OWNER],
  bitbucketCloud: [{ part: 'workspace', label: 'Workspace' }, PROJECT],
  bitbucketServer: [PROJECT],
  azure: [{ part: 'organization', label: 'Organization' }, PROJECT],
  gerrit: [{ part: 'workspace', label: 'Parent project' }],
};

/**
 * The names that a host knows the repository by, outermost first; the last is
 * the repository's own.
 * @public
 */
export function repositoryPath(place: Place): string[] {
  return [...folders(place), place.repo].filter(part => part !== '');
}

function folders(place: Place): string[] {
  const { organization, workspace, project = '', owner = '' } = place;
  if (organization) return [organization, project];
  // Bitbucket's projects only sort what a workspace holds.
  if (workspace && project) return [workspace];
  // Gerrit's parent lends access rights, and is no part of the name.
  if (workspace) return [];
  return [project || owner];
}

/**
 * The names, below the host's, of the Go module in a repository on a host of
 * that type. Where the host does not tell Go's tool where a repository is, the
 * path is the address that Git clones, and `.git` says where the repository
 * ends.
 *
 * Source: `go help importpath`, and the addresses that the hosts document.
 * @public
 */
export function modulePlace(type: string | undefined, place: Place): string[] {
  const { organization = '', project = '', repo } = place;
  const names = (() => {
    switch (type) {
      case 'azure':
        return [organization, project, '_git', `${repo}.git`];
      case 'bitbucketServer':
        return ['scm', project, `${repo}.git`];
      case 'gerrit':
        return [`${repo}.git`];
      default:
        return repositoryPath(place);
    }
  })();
  return names.filter(name => name !== '');
}

/**
 * The annotations by which plugins of the portal find the repository, for a
 * host of that type; none where no plugin has one.
 * @public
 */
export function repositoryAnnotations(
  type: string,
  place: Place,
): Record<string, string> {
  const slug = repositoryPath(place).join('/');
  const { host, organization, project, repo } = place;
  switch (type) {
    case 'github':
      return { 'github.com/project-slug': slug };
    case 'gitlab':
      return {
        'gitlab.com/project-slug': slug,
        ...(host !== 'gitlab.com' && { 'gitlab.com/instance': host }),
      };
    case 'bitbucketCloud':
    case 'bitbucketServer':
      return { 'bitbucket.com/project-slug': slug };
    case 'azure':
      return {
        'dev.azure.com/project-repo': `${project}/${repo}`,
        'dev.azure.com/host-org': `${host}/${organization}`,
      };
    default:
      return {};
  }
}
