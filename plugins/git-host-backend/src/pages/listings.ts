import { RequestHandler } from 'express';
import { defaultBranch } from '../git/refs';
import { isEmptyRepository } from '../git/repository';
import { GitHost } from '../GitHost';
import { cloneUrl, sourceUrl } from '../links';
import { Repository } from '../store/RepositoryStore';
import { Html, html } from './html';
import { sendPage } from './page';
import { icon, repositoryTrail } from './parts';

/** The page of all organizations. */
export function showOrganizations(host: GitHost): RequestHandler {
  return async (_req, res) => {
    const names = await host.store.organizations();
    sendPage(res, {
      title: 'Git host',
      lead: 'The embedded Git host of this portal, for this machine alone.',
      trail: [],
      content: [
        nameList(
          'Organizations',
          names,
          name => `${host.baseUrl}/${name}`,
          'No organization yet: name one in gitHost.organizations and restart the backend.',
        ),
      ],
    });
  };
}

/** The page of one organization's repositories. */
export function showOrganization(host: GitHost): RequestHandler {
  return async (req, res) => {
    const name = await host.store.organization(req.params.organization ?? '');
    const repositories = await host.store.repositories(name);
    sendPage(res, {
      title: name,
      lead: '',
      trail: [{ text: 'Git host', href: `${host.baseUrl}/` }],
      content: [
        nameList(
          'Repositories',
          repositories,
          repository => `${host.baseUrl}/${name}/${repository}`,
          'No repository yet: create one from a template.',
        ),
      ],
    });
  };
}

/** Leads to the files of the default branch, or tells how to push the first commit. */
export function showRepository(host: GitHost): RequestHandler {
  return async (req, res) => {
    const { organization = '', repository = '' } = req.params;
    const found = await host.store.repository(organization, repository);
    const branch = await defaultBranch(found.gitDir);
    if (!(await isEmptyRepository(found.gitDir))) {
      res.redirect(sourceUrl(host, found, branch, ''));
      return;
    }
    sendPage(res, {
      title: `${found.organization}/${found.name}`,
      lead: 'This repository is empty.',
      trail: repositoryTrail(host, found).slice(0, -1),
      content: [firstPush(cloneUrl(host, found), found)],
    });
  };
}

function firstPush(url: string, { name }: Repository): Html {
  return html`<section class="card">
    <h2>Push the first commit</h2>
    <pre class="command" tabindex="0">
git clone ${url}
cd ${name}
git add .
git commit -m "First commit"
git push -u origin HEAD</pre
    >
  </section>`;
}

function nameList(
  title: string,
  names: string[],
  href: (name: string) => string,
  whenEmpty: string,
): Html {
  return html`<section class="card">
    <h2>${title}</h2>
    ${names.length === 0
      ? html`<p>${whenEmpty}</p>`
      : html`<table class="files">
          <tbody>
            ${names.map(
              name =>
                html`<tr>
                  <th scope="row">
                    ${icon('folder')}<a href="${href(name)}">${name}</a>
                  </th>
                </tr>`,
            )}
          </tbody>
        </table>`}
  </section>`;
}
