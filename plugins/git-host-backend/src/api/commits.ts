import { RequestHandler } from 'express';
import { Commit, readCommit } from '../git/commits';
import { resolveCommit } from '../git/refs';
import { GitHost } from '../GitHost';
import { apiUrl } from '../links';
import { parseRef } from '../names';
import { Repository } from '../store/RepositoryStore';

/** `GET /repos/:organization/:repository/git/commits/:ref`. */
export function getCommit(host: GitHost): RequestHandler {
  return async (req, res) => {
    const { organization = '', repository = '', ref = '' } = req.params;
    const found = await host.store.repository(organization, repository);
    const id = await resolveCommit(found.gitDir, parseRef(ref));
    const commit = await readCommit(found.gitDir, id);
    res.json(describeCommit(host, found, commit));
  };
}

function describeCommit(host: GitHost, repository: Repository, commit: Commit) {
  const url = (id: string) => `${apiUrl(host, repository)}/git/commits/${id}`;
  return {
    sha: commit.id,
    url: url(commit.id),
    created: commit.committer.date,
    commit: {
      message: commit.message,
      author: commit.author,
      committer: commit.committer,
      tree: { sha: commit.tree },
    },
    parents: commit.parents.map(sha => ({ sha, url: url(sha) })),
  };
}
