import { protectionOf, type Api } from './gitServer';

const REPOSITORY = /^\/api\/v1\/repos\/([^/]+\/[^/]+)(\/.*)$/;
const RULES = '/branch_protections';

/** Gitea shows public repositories to everyone. */
export const giteaIsOpen = (path: string) => path.includes('/src/branch/');

/** The part of Gitea's REST API that Backstage and `golden-path:protect` call, and its pages. */
export const gitea: Api = async (host, { method, path, body, query }) => {
  const page = /^\/([^/]+\/[^/]+)\/src\/branch\/main$/.exec(path)?.[1];
  if (page) {
    return (await host.commit(page, 'main')) ? { body: {} } : undefined;
  }
  if (/^\/api\/v1\/orgs\/[^/]+$/.test(path)) return { body: { id: 1 } };
  const owner = /^\/api\/v1\/orgs\/([^/]+)\/repos$/.exec(path)?.[1];
  if (owner && method === 'POST') {
    await host.create(`${owner}/${String(body.name)}`);
    return { status: 201, body: {} };
  }
  const [, name, rest = ''] = REPOSITORY.exec(path) ?? [];
  if (!name) return undefined;
  if (rest.startsWith(RULES)) {
    const rule = rest.slice(RULES.length + 1) || String(body.rule_name);
    return protectionOf(host, name, rule, { method, body });
  }
  const commit = await host.commit(name, 'main');
  if (!commit) return undefined;
  if (rest === '/git/commits/main') return { body: { sha: commit } };
  if (rest === '/archive/main.tar.gz') {
    return { body: await host.archive(name, commit) };
  }
  const file = /^\/contents\/(.+)$/.exec(rest)?.[1];
  const text = file && (await host.file(name, query.get('ref') ?? '', file));
  return text === undefined
    ? undefined
    : {
        body: {
          encoding: 'base64',
          content: Buffer.from(text).toString('base64'),
        },
      };
};
