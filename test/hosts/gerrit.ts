import type { Answer, Api } from './gitServer';

const PROJECT = /^\/a\/projects\/([^/]+)(\/.*)?$/;
const ARCHIVE =
  /^\/a\/plugins\/gitiles\/([^/]+)\/\+archive\/refs\/heads\/main\.tar\.gz$/;

/** Gerrit's repositories have no owner; on disk they lie below one folder. */
const FOLDER = 'gerrit';

/** The name on disk of what Git and the API name. */
const onDisk = (name: string) => `${FOLDER}/${name}`;

/** The repository that Git speaks to at a path. */
export function gerritRepositoryAt(path: string): string | undefined {
  const name = /^\/a\/([^/]+)$/.exec(path)?.[1];
  return name && onDisk(name);
}

/** The part of Gerrit's REST API, and of Gitiles, that Backstage calls. */
export const gerrit: Api = async (host, { method, path }) => {
  const archived = ARCHIVE.exec(path)?.[1];
  if (archived) {
    const name = onDisk(archived);
    const commit = await host.commit(name, 'main');
    if (!commit) return undefined;
    // Gitiles puts no folder around the files.
    return { body: await host.archive(name, commit, ['--format=tar.gz']) };
  }
  const [, project, rest = ''] = PROJECT.exec(path) ?? [];
  if (!project) return undefined;
  const name = onDisk(project);
  if (rest === '' && method === 'PUT') {
    if (await host.exists(name)) return { status: 409 };
    await host.create(name);
    return { status: 201, body: guarded({ id: project }) };
  }
  const commit = await host.commit(name, 'main');
  if (!commit) return undefined;
  if (rest === '/branches/main') return { body: guarded({ revision: commit }) };
  const file = /^\/branches\/main\/files\/(.+)\/content$/.exec(rest)?.[1];
  const text = file && (await host.file(name, 'main', file));
  return text === undefined
    ? undefined
    : { body: Buffer.from(Buffer.from(text).toString('base64')) };
};

/** JSON behind the prefix that keeps browsers from running it. */
function guarded(value: object): Answer['body'] {
  return Buffer.from(`)]}'\n${JSON.stringify(value)}`);
}
