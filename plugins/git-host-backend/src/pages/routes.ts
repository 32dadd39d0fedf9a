import { Router } from 'express';
import createPromiseRouter from 'express-promise-router';
import { requireReader } from '../access/basicAuth';
import { answerErrors } from '../errors';
import { GitHost } from '../GitHost';
import { showComparison } from './compare';
import { html } from './html';
import {
  showOrganization,
  showOrganizations,
  showRepository,
} from './listings';
import { sendPage } from './page';
import { redirectEdit, showSource } from './source';

/** Read-only pages for people. */
export function createPageRoutes(host: GitHost): Router {
  const read = requireReader(host.settings);
  const repository = '/:organization/:repository';
  const router = createPromiseRouter();
  router.get('/', read, showOrganizations(host));
  router.get('/:organization', read, showOrganization(host));
  router.get(repository, read, showRepository(host));
  router.get(`${repository}/src/branch/:place(*)`, read, showSource(host));
  router.get(`${repository}/compare/:range(*)`, read, showComparison(host));
  router.get(`${repository}/_edit/:place(*)`, read, redirectEdit(host));
  router.use(
    answerErrors(host.logger, (res, { message }) =>
      sendPage(res, {
        title: 'This page cannot be shown',
        lead: '',
        trail: [{ text: 'Git host', href: `${host.baseUrl}/` }],
        content: [html`<section class="card"><p>${message}</p></section>`],
      }),
    ),
  );
  return router;
}
