import { InputError } from '@backstage/errors';
import { RequestHandler } from 'express';
import { diffSince } from '../git/diff';
import { resolveCommit } from '../git/refs';
import { GitHost } from '../GitHost';
import { cloneUrl } from '../links';
import { parseRef } from '../names';
import { html } from './html';
import { sendPage } from './page';
import { repositoryTrail } from './parts';

/** More is not read on a page. */
const LONGEST = 200_000;

/** `GET /:organization/:repository/compare/:base...:head`: what a branch changes, and how to merge it. */
export function showComparison(host: GitHost): RequestHandler {
  return async (req, res) => {
    const { organization = '', repository = '', range = '' } = req.params;
    const found = await host.store.repository(organization, repository);
    const [base, head, more] = range.split('...');
    if (!base || !head || more !== undefined) {
      throw new InputError(
        'Name two branches to compare, such as compare/main...topic',
      );
    }
    const [from, to] = await Promise.all([
      resolveCommit(found.gitDir, parseRef(base)),
      resolveCommit(found.gitDir, parseRef(head)),
    ]);
    const diff = await diffSince(found.gitDir, from, to);
    sendPage(res, {
      title: `${base} … ${head}`,
      lead: 'What the branch changes.',
      trail: repositoryTrail(host, found),
      content: [
        diff === ''
          ? html`<section class="card"><p>Nothing differs.</p></section>`
          : html`<section class="card">
              <h2>Changes</h2>
              <pre class="command" tabindex="0">${diff.slice(0, LONGEST)}</pre>
            </section>`,
        html`<section class="card">
          <h2>Merge it</h2>
          <pre class="command" tabindex="0">
git clone ${cloneUrl(host, found)}
cd ${found.name}
git switch ${base}
git merge origin/${head}
git push</pre
          >
        </section>`,
      ],
    });
  };
}
