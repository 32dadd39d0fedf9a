import MarkdownIt from 'markdown-it';
import { Html, html, trustedHtml } from './html';

// HTML in the text is shown as text; images would be requests to anywhere
const markdown = new MarkdownIt({ html: false }).disable('image');

/** A README as HTML: Markdown by its extension, else plain text. */
export function renderReadme(name: string, text: string): Html {
  return /\.(?:md|markdown)$/i.test(name)
    ? trustedHtml(markdown.render(text))
    : html`<pre>${text}</pre>`;
}
