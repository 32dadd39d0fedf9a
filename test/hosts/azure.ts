import type { Api, GitServer } from './gitServer';

/** The organization that the address of the server has. */
const ORGANIZATION = 'demo';
const REPOSITORIES = new RegExp(
  `^/${ORGANIZATION}/([^/]+)/_apis/git/repositories(?:/([^/]+)/(items|commits))?$`,
);

/** How clients find the two resources that are asked for. */
const LOCATIONS = [
  {
    id: 'e81700f7-3be2-46de-8624-2eb35882fcaa',
    area: 'Location',
    resourceName: 'ResourceAreas',
    routeTemplate: '_apis/{resource}/{areaId}',
    resourceVersion: 1,
    minVersion: '3.2',
    maxVersion: '7.2',
    releasedVersion: '0.0',
  },
  {
    id: '225f7195-f9c7-4d14-ab28-a83f7ff77e1f',
    area: 'git',
    resourceName: 'repositories',
    routeTemplate: '{project}/_apis/{area}/{resource}/{repositoryId}',
    resourceVersion: 1,
    minVersion: '1.0',
    maxVersion: '7.2',
    releasedVersion: '7.1',
  },
];

/** The repository that Git speaks to at a path. */
export const azureRepositoryAt = (path: string) =>
  new RegExp(`^/${ORGANIZATION}/([^/]+/)_git/([^/]+)$`)
    .exec(path)
    ?.slice(1)
    .join('');

/** The part of the REST API of Azure DevOps that Backstage calls. */
export const azure: Api = async (host, { method, path, body, query }) => {
  // Where its resources are: all at this address.
  if (path.toLowerCase() === `/${ORGANIZATION}/_apis/resourceareas`) {
    return { body: { count: 0, value: null } };
  }
  if (method === 'OPTIONS') return { body: { value: LOCATIONS } };
  const [, project = '', slug, what] = REPOSITORIES.exec(path) ?? [];
  if (!project) return undefined;
  if (method === 'POST') {
    const repository = String(body.name);
    const name = `${project}/${repository}`;
    if (await host.exists(name)) return { status: 409, body: {} };
    await host.create(name);
    return { status: 201, body: describe(host, project, repository) };
  }
  const name = `${project}/${slug}`;
  const version =
    query.get('searchCriteria.itemVersion.version') ?? query.get('version');
  const commit = await host.commit(name, version ?? '');
  if (!commit) return undefined;
  if (what === 'commits') return { body: { value: [{ commitId: commit }] } };
  if (query.get('download') === 'true') {
    return { body: await host.archive(name, commit, ['--format=zip']) };
  }
  const file = query.get('path')?.replace(/^\//, '');
  const text = file && (await host.file(name, version ?? '', file));
  return text === undefined ? undefined : { body: Buffer.from(text) };
};

function describe(host: GitServer, project: string, slug: string) {
  const page = encodeURI(`${host.url}/${ORGANIZATION}/${project}/_git/${slug}`);
  return { id: slug, name: slug, remoteUrl: page, webUrl: page };
}
