import type { Api, GitServer } from './gitServer';

const PROJECT =
  /^\/rest\/api\/1\.0\/projects\/([^/]+)\/repos(?:\/([^/]+))?(\/.*)?$/;

/** The repository that Git speaks to at a path. */
export const bitbucketServerRepositoryAt = (path: string) =>
  /^\/scm\/([^.]+)(?:\.git)?$/.exec(path)?.[1];

/** The part of Bitbucket Server's REST API that Backstage calls. */
export const bitbucketServer: Api = async (
  host,
  { method, path, body, query },
) => {
  const [, project = '', slug, rest = ''] = PROJECT.exec(path) ?? [];
  if (!project) return undefined;
  if (!slug && method === 'POST') {
    const repository = String(body.name);
    const name = `${project}/${repository}`;
    if (await host.exists(name)) return { status: 409, body: { errors: [] } };
    await host.create(name);
    return { status: 201, body: describe(host, project, repository) };
  }
  const name = `${project}/${slug}`;
  if (!(await host.exists(name))) return undefined;
  const commit = await host.commit(name, 'main');
  if (rest === '/branches') {
    const values = commit ? [{ displayId: 'main', latestCommit: commit }] : [];
    return { body: { size: values.length, values } };
  }
  if (!commit) return undefined;
  if (rest === '/archive' && query.get('format') === 'tgz') {
    const prefix = `--prefix=${query.get('prefix')}/`;
    const shape = ['--format=tar.gz', prefix];
    return { body: await host.archive(name, commit, shape) };
  }
  const file = /^\/raw\/(.+)$/.exec(rest)?.[1];
  const text = file && (await host.file(name, query.get('at') ?? '', file));
  return text === undefined ? undefined : { body: Buffer.from(text) };
};

function describe(host: GitServer, project: string, slug: string) {
  return {
    slug,
    links: {
      self: [{ href: `${host.url}/projects/${project}/repos/${slug}/browse` }],
      clone: [{ name: 'http', href: `${host.url}/scm/${project}/${slug}.git` }],
    },
  };
}
