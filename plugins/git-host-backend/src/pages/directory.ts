import { readBlob, TreeEntry } from '../git/tree';
import { sourceUrl } from '../links';
import { Html, html } from './html';
import { renderReadme } from './markdown';
import { formatBytes, icon } from './parts';
import type { SourceView } from './source';

const README = /^readme(?:\.(?:md|markdown|txt))?$/i;
const MAX_README_BYTES = 512 * 1024;

/** The list of a directory's entries, under a line about its last commit. */
export function directoryCard(
  view: SourceView,
  entries: TreeEntry[],
  bar: Html,
): Html {
  return html`<section class="card" aria-label="Files">
    ${bar}
    <table class="files">
      <thead class="hidden">
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Size</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(entry => row(view, entry))}
      </tbody>
    </table>
  </section>`;
}

/** The README of a directory as a card; no card when there is none. */
export async function readmeCard(
  { repository }: SourceView,
  entries: TreeEntry[],
): Promise<Html[]> {
  const readme = entries.find(
    ({ type, name, size }) =>
      type === 'file' && README.test(name) && (size ?? 0) <= MAX_README_BYTES,
  );
  if (!readme) {
    return [];
  }
  const text = (await readBlob(repository.gitDir, readme)).toString('utf8');
  return [
    html`<section class="card">
      <h2>${readme.name}</h2>
      <div class="prose">${renderReadme(readme.name, text)}</div>
    </section>`,
  ];
}

function row(
  { host, repository, branch }: SourceView,
  { type, name, path, size }: TreeEntry,
): Html {
  const url = sourceUrl(host, repository, branch, path);
  return html`<tr>
    <th scope="row">
      ${icon(type === 'dir' ? 'folder' : 'file')}<a href="${url}"
        >${name}${type === 'dir' ? '/' : ''}</a
      >
    </th>
    <td>${size === undefined ? '' : formatBytes(size)}</td>
  </tr>`;
}
