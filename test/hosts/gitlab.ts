import { protectionOf, type Api, type GitServer } from './gitServer';

const PROJECT = /^\/api\/v4\/projects\/([^/]+\/[^/]+)(\/.*)?$/;

/** The part of GitLab's REST API that Backstage calls. */
export const gitlab: Api = async (host, { method, path, body, query }) => {
  const namespace = /^\/api\/v4\/namespaces\/([^/]+)$/.exec(path)?.[1];
  if (namespace) return { body: { id: 7, kind: 'group', path: namespace } };
  if (path === '/api/v4/user') return { body: { id: 1, username: 'bot' } };
  if (/^\/api\/v4\/groups\/[^/]+\/projects$/.test(path)) return { body: [] };
  if (path === '/api/v4/projects' && method === 'POST') {
    const name = `demo/${String(body.path)}`;
    await host.create(name);
    return { status: 201, body: describe(host, name) };
  }
  const [, name, rest = ''] = PROJECT.exec(path) ?? [];
  const commit = name && (await host.commit(name, 'main'));
  if (!name || !commit) return undefined;
  const [, rules, branch = String(body.name)] =
    /^(\/protected_branches)(?:\/(.+))?$/.exec(rest) ?? [];
  if (rules) return protectionOf(host, name, branch, { method, body });
  // Its free plan has none.
  if (rest === '/approval_rules') return undefined;
  if (rest === '' && method === 'PUT') {
    return protectionOf(host, name, 'merge requests', { method, body });
  }
  if (rest === '') return { body: describe(host, name) };
  if (rest === '/repository/commits') return { body: [{ id: commit }] };
  if (rest === '/repository/archive') {
    return { body: await host.archive(name, commit) };
  }
  const file = /^\/repository\/files\/(.+)\/raw$/.exec(rest)?.[1];
  const text = file && (await host.file(name, query.get('ref') ?? '', file));
  return text === undefined ? undefined : { body: Buffer.from(text) };
};

function describe(host: GitServer, name: string) {
  return {
    id: 42,
    path_with_namespace: name,
    default_branch: 'main',
    http_url_to_repo: `${host.url}/${name}.git`,
  };
}
