import { createHash } from 'node:crypto';
import { Response } from 'express';
import { Html, html, trustedHtml } from './html';
import { STYLE } from './style';

/** One link of the trail that leads to a page. */
export interface TrailLink {
  text: string;
  href: string;
}

/** What a page shows. */
export interface Page {
  title: string;
  lead: string;
  trail: TrailLink[];
  content: Html[];
  /** The address that relative links of a README start from. */
  base?: string;
}

// built apart from the page's template: its hash must cover every character between the tags
const STYLE_ELEMENT = trustedHtml(`<style>${STYLE}</style>`);
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

// a repository's text must never run as a script of the portal, which has the same origin
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Sends a page; the status is the one set before. */
export function sendPage(res: Response, page: Page): void {
  res.set({
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
  });
  res.type('html').send(renderPage(page).text);
}

function renderPage({ title, lead, trail, content, base }: Page): Html {
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${base === undefined ? '' : html`<base href="${base}" />`}
        ${STYLE_ELEMENT}
      </head>
      <body>
        <header>
          <nav class="trail" aria-label="Breadcrumb">
            <ol>
              ${trail.map(
                link => html`<li><a href="${link.href}">${link.text}</a></li>`,
              )}
            </ol>
          </nav>
          <h1>${title}</h1>
          ${lead === '' ? '' : html`<p class="lead">${lead}</p>`}
        </header>
        <main>${content}</main>
      </body>
    </html> `;
}
