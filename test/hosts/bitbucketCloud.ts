import type { Api, GitServer } from './gitServer';

const REPOSITORY = /^\/2\.0\/repositories\/([^/]+\/[^/]+)(\/.*)?$/;
const ARCHIVE = /^\/([^/]+\/[^/]+)\/get\/main\.tar\.gz$/;

/** The part of Bitbucket Cloud's REST API that Backstage calls, and its downloads. */
export const bitbucketCloud: Api = async (host, { method, path }) => {
  const archived = ARCHIVE.exec(path)?.[1];
  const head = archived && (await host.commit(archived, 'main'));
  if (head) return { body: await host.archive(archived, head) };
  const [, name, rest = ''] = REPOSITORY.exec(path) ?? [];
  if (!name) return undefined;
  if (rest === '' && method === 'POST') {
    if (await host.exists(name)) {
      return { status: 400, body: { type: 'error' } };
    }
    await host.create(name);
    return { body: describe(host, name) };
  }
  const commit = await host.commit(name, 'main');
  if (!commit) return undefined;
  if (rest === '/commits/main') return { body: { values: [{ hash: commit }] } };
  const [, ref, file] = /^\/src\/([^/]+)\/(.+)$/.exec(rest) ?? [];
  const text = ref && file && (await host.file(name, ref, file));
  return text === undefined ? undefined : { body: Buffer.from(text) };
};

function describe(host: GitServer, name: string) {
  return {
    full_name: name,
    links: {
      html: { href: `${host.url}/${name}` },
      clone: [
        { name: 'https', href: `${host.url}/${name}.git` },
        { name: 'ssh', href: `git@bitbucket.org:${name}.git` },
      ],
    },
  };
}
