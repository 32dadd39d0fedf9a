import { NotFoundError } from '@backstage/errors';
import { RequestHandler } from 'express';
import { lastCommit } from '../git/commits';
import { listBranches, resolveCommit } from '../git/refs';
import { listEntries, readEntry, TreeEntry } from '../git/tree';
import { GitHost } from '../GitHost';
import { sourceUrl } from '../links';
import { parseRepositoryPath } from '../names';
import { Repository } from '../store/RepositoryStore';
import { directoryCard, readmeCard } from './directory';
import { fileCard } from './file';
import { Html } from './html';
import { sendPage, TrailLink } from './page';
import { cloneBar, commitBar, repositoryTrail } from './parts';

/** A file or directory of a branch, and how its page is reached. */
export interface SourceView {
  host: GitHost;
  repository: Repository;
  branch: string;
  commit: string;
  entry: TreeEntry;
}

/** The page of a file or directory of a branch. */
export function showSource(host: GitHost): RequestHandler {
  return async (req, res) => {
    const { organization = '', repository = '', place = '' } = req.params;
    const found = await host.store.repository(organization, repository);
    const branches = await listBranches(found.gitDir);
    const { branch, path } = splitPlace(place, branches);
    const commit = await resolveCommit(found.gitDir, branch);
    const entry = await readEntry(found.gitDir, commit, path);
    const view = { host, repository: found, branch, commit, entry };
    const last = await lastCommit(found.gitDir, commit, path);
    sendPage(res, {
      title: path === '' ? `${found.organization}/${found.name}` : entry.name,
      lead: '',
      trail: [...repositoryTrail(host, found), ...pathTrail(view)],
      content: [
        cloneBar(host, found, branch, branches),
        ...(await sourceCards(view, commitBar(last))),
      ],
      base:
        entry.type === 'dir'
          ? withSlash(sourceUrl(host, found, branch, path))
          : undefined,
    });
  };
}

/** Leads from the address of Gitea's editor to the page: files change by a push here. */
export function redirectEdit(host: GitHost): RequestHandler {
  return async (req, res) => {
    const { organization = '', repository = '', place = '' } = req.params;
    const found = await host.store.repository(organization, repository);
    const branches = await listBranches(found.gitDir);
    const { branch, path } = splitPlace(place, branches);
    res.redirect(sourceUrl(host, found, branch, path));
  };
}

/** Splits `<branch>/<path>`, where both may hold slashes, at the longest branch that fits. */
export function splitPlace(
  place: string,
  branches: string[],
): { branch: string; path: string } {
  const branch = branches
    .filter(name => place === name || place.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
  if (branch === undefined) {
    throw new NotFoundError(
      `No branch fits '${place}'; branches are: ${
        branches.join(', ') || 'none yet'
      }`,
    );
  }
  return { branch, path: parseRepositoryPath(place.slice(branch.length)) };
}

async function sourceCards(view: SourceView, bar: Html): Promise<Html[]> {
  if (view.entry.type !== 'dir') {
    return [await fileCard(view, bar)];
  }
  const entries = await listEntries(view.repository.gitDir, view.entry);
  return [
    directoryCard(view, entries, bar),
    ...(await readmeCard(view, entries)),
  ];
}

function pathTrail({ host, repository, branch, entry }: SourceView) {
  const parents = entry.path.split('/').slice(0, -1);
  return parents.map(
    (text, index): TrailLink => ({
      text,
      href: sourceUrl(
        host,
        repository,
        branch,
        parents.slice(0, index + 1).join('/'),
      ),
    }),
  );
}

function withSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`;
}
