import { Commit } from '../git/commits';
import { GitHost } from '../GitHost';
import { cloneUrl, sourceUrl } from '../links';
import { Repository } from '../store/RepositoryStore';
import { Html, html, trustedHtml } from './html';
import { TrailLink } from './page';

const FOLDER = trustedHtml(
  '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M1.5 3A1.5 1.5 0 0 1 3 1.5h3.2l1.6 2H13A1.5 1.5 0 0 1 14.5 5v7.5A1.5 1.5 0 0 1 13 14H3a1.5 1.5 0 0 1-1.5-1.5z"/></svg>',
);
const FILE = trustedHtml(
  '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 2.5A1.5 1.5 0 0 1 4.5 1H9v4h4v8.5A1.5 1.5 0 0 1 11.5 15h-7A1.5 1.5 0 0 1 3 13.5zM10 1.2 12.8 4H10z"/></svg>',
);

/** The symbol before a name in a list. */
export function icon(kind: 'folder' | 'file'): Html {
  return kind === 'folder' ? FOLDER : FILE;
}

/** The trail to a repository: all organizations, the organization, the repository. */
export function repositoryTrail(
  host: GitHost,
  { organization, name }: Repository,
): TrailLink[] {
  const top = `${host.baseUrl}/`;
  return [
    { text: 'Git host', href: top },
    { text: organization, href: `${top}${organization}` },
    { text: name, href: `${top}${organization}/${name}` },
  ];
}

/** The clone command, and the branches to choose from. */
export function cloneBar(
  host: GitHost,
  repository: Repository,
  branch: string,
  branches: string[],
): Html {
  return html`<div class="clone">
    <details class="branches">
      <summary>Branch: ${branch}</summary>
      <ul>
        ${branches.map(
          name =>
            html`<li>
              <a
                href="${sourceUrl(host, repository, name, '')}"
                ${name === branch ? trustedHtml(' aria-current="true"') : ''}
                >${name}</a
              >
            </li>`,
        )}
      </ul>
    </details>
    <div role="region" aria-label="Clone command" tabindex="0">
      <code>git clone ${cloneUrl(host, repository)}</code>
    </div>
  </div>`;
}

/** One line about a commit. */
export function commitBar(commit: Commit): Html {
  const [subject = ''] = commit.message.split('\n');
  return html`<div class="bar">
    <span>${subject}</span>
    <span class="quiet"
      >${commit.author.name},
      <time datetime="${commit.author.date}"
        >${commit.author.date.slice(0, 10)}</time
      >, <code>${commit.id.slice(0, 10)}</code></span
    >
  </div>`;
}

/** A number of bytes as people read it. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) {
    return `${bytes} B`;
  }
  const kib = bytes / 1024;
  return kib < 1024
    ? `${kib.toFixed(1)} KiB`
    : `${(kib / 1024).toFixed(1)} MiB`;
}
