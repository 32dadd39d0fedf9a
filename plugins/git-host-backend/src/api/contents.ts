import { RequestHandler } from 'express';
import { lastCommit } from '../git/commits';
import { defaultBranch, resolveCommit } from '../git/refs';
import { listEntries, readBlob, readEntry, TreeEntry } from '../git/tree';
import { GitHost } from '../GitHost';
import { apiUrl, encodePath, sourceUrl } from '../links';
import { parseRef, parseRepositoryPath } from '../names';
import { Repository } from '../store/RepositoryStore';
import { requireReadableSize } from './limits';

/** One repository as seen from the commit that a ref names. */
interface Snapshot {
  repository: Repository;
  ref: string;
  commit: string;
}

/** `GET /repos/:organization/:repository/contents/:path?ref=`: a file with its content, or a directory's entries. */
export function getContents(host: GitHost): RequestHandler {
  return async (req, res) => {
    const { organization = '', repository = '', path = '' } = req.params;
    const found = await host.store.repository(organization, repository);
    const snapshot = await readSnapshot(found, req.query.ref);
    const { gitDir } = found;
    const entry = await readEntry(
      gitDir,
      snapshot.commit,
      parseRepositoryPath(path),
    );
    const { committer } = await lastCommit(gitDir, snapshot.commit, entry.path);
    res.set('Last-Modified', new Date(committer.date).toUTCString());
    res.set('ETag', `"${entry.id}"`);
    res.json(
      entry.type === 'dir'
        ? (await listEntries(gitDir, entry)).map(child =>
            describeEntry(host, snapshot, child),
          )
        : await describeFile(host, snapshot, entry),
    );
  };
}

async function readSnapshot(
  repository: Repository,
  given: unknown,
): Promise<Snapshot> {
  const ref =
    typeof given === 'string' && given !== ''
      ? parseRef(given)
      : await defaultBranch(repository.gitDir);
  const commit = await resolveCommit(repository.gitDir, ref);
  return { repository, ref, commit };
}

async function describeFile(
  host: GitHost,
  snapshot: Snapshot,
  entry: TreeEntry,
) {
  const description = describeEntry(host, snapshot, entry);
  if (entry.type === 'submodule') {
    return description;
  }
  requireReadableSize(entry);
  const bytes = await readBlob(snapshot.repository.gitDir, entry);
  return entry.type === 'symlink'
    ? { ...description, target: bytes.toString('utf8') }
    : { ...description, encoding: 'base64', content: bytes.toString('base64') };
}

function describeEntry(host: GitHost, snapshot: Snapshot, entry: TreeEntry) {
  const { repository, ref } = snapshot;
  const self = `${apiUrl(host, repository)}/contents/${encodePath(entry.path)}`;
  return {
    name: entry.name,
    path: entry.path,
    sha: entry.id,
    type: entry.type,
    size: entry.size ?? 0,
    encoding: null,
    content: null,
    target: null,
    url: `${self}?ref=${encodeURIComponent(ref)}`,
    html_url: sourceUrl(host, repository, ref, entry.path),
  };
}
