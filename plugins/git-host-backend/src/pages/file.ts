import { readBlob } from '../git/tree';
import { Html, html } from './html';
import { formatBytes } from './parts';
import type { SourceView } from './source';

const MAX_SHOWN_BYTES = 1024 * 1024;

/** A file's lines with their numbers, or why they are not shown. */
export async function fileCard(view: SourceView, bar: Html): Promise<Html> {
  return html`<section class="card" aria-label="File content">
    ${bar}${await fileBody(view)}
  </section>`;
}

async function fileBody({ repository, entry }: SourceView): Promise<Html> {
  const size = formatBytes(entry.size ?? 0);
  if (entry.type === 'submodule') {
    return html`<p>A submodule at commit <code>${entry.id}</code>.</p>`;
  }
  if ((entry.size ?? 0) > MAX_SHOWN_BYTES) {
    return html`<p>
      This file has ${size}, too much for a page. Clone the repository to read
      it.
    </p>`;
  }
  const bytes = await readBlob(repository.gitDir, entry);
  if (entry.type === 'symlink') {
    return html`<p>
      A symbolic link to <code>${bytes.toString('utf8')}</code>.
    </p>`;
  }
  return bytes.includes(0)
    ? html`<p>A binary file of ${size}.</p>`
    : numberedLines(bytes.toString('utf8'));
}

function numberedLines(text: string): Html {
  const lines = text.replace(/\n$/, '').split(/\r?\n/);
  return html`<pre class="source" tabindex="0">
${lines.map(
      (line, index) => html`<span id="L${index + 1}">${`${line}\n`}</span>`,
    )}</pre
  >`;
}
