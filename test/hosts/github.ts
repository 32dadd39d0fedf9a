import { protectionOf, type Api, type GitServer } from './gitServer';

const REPOSITORY = /^\/api\/v3\/repos\/([^/]+\/[^/]+)(\/.*)?$/;

/** The part of GitHub's REST API (`/api/v3` of an enterprise host) that Backstage calls. */
export const github: Api = async (host, { method, path, body, query }) => {
  const user = /^\/api\/v3\/users\/([^/]+)$/.exec(path)?.[1];
  if (user) return { body: { login: user, type: 'Organization' } };
  const organization = /^\/api\/v3\/orgs\/([^/]+)\/repos$/.exec(path)?.[1];
  if (organization && method === 'POST') {
    const name = `${organization}/${String(body.name)}`;
    await host.create(name);
    return { status: 201, body: describe(host, name) };
  }
  const [, name, rest = ''] = REPOSITORY.exec(path) ?? [];
  if (!name) return undefined;
  const branch = /^\/branches\/([^/]+)\/protection$/.exec(rest)?.[1];
  if (branch) return protectionOf(host, name, branch, { method, body });
  if (rest === '' && method === 'GET') return { body: describe(host, name) };
  const commit = await host.commit(name, 'main');
  if (rest === '/commits/main/status' && commit) {
    return { body: { sha: commit, repository: describe(host, name) } };
  }
  if (rest.startsWith('/contents/')) {
    const file = rest.slice('/contents/'.length);
    const text = await host.file(name, query.get('ref') ?? 'main', file);
    return text === undefined ? undefined : { body: Buffer.from(text) };
  }
  if (rest.startsWith('/tarball/') && commit) {
    return { body: await host.archive(name, commit) };
  }
  return undefined;
};

function describe(host: GitServer, name: string) {
  const api = `${host.url}/api/v3/repos/${name}`;
  return {
    full_name: name,
    default_branch: 'main',
    clone_url: `${host.url}/${name}.git`,
    html_url: `${host.url}/${name}`,
    archive_url: `${api}/{archive_format}{/ref}`,
  };
}
