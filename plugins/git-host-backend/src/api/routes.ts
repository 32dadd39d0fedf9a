import { NotFoundError } from '@backstage/errors';
import express, { Router } from 'express';
import createPromiseRouter from 'express-promise-router';
import { requireUser } from '../access/basicAuth';
import { answerErrors } from '../errors';
import { GitHost } from '../GitHost';
import { getArchive } from './archive';
import { getCommit } from './commits';
import { getContents } from './contents';
import { getOrganization } from './organizations';
import { createRepository, getRepository } from './repositories';

/** The part of Gitea's API v1 that Backstage's picker, URL reader and publish action use. */
export function createApiRoutes(host: GitHost): Router {
  const repository = '/repos/:organization/:repository';
  const router = createPromiseRouter();
  router.use(requireUser(host.settings));
  router.use(express.json({ limit: '64kb' }));
  router.get('/orgs/:organization', getOrganization(host));
  router.post('/orgs/:organization/repos', createRepository(host));
  router.get(repository, getRepository(host));
  router.get(`${repository}/contents/:path(*)?`, getContents(host));
  router.get(`${repository}/git/commits/:ref(*)`, getCommit(host));
  router.get(`${repository}/archive/:archive(*)`, getArchive(host));
  router.use(() => {
    throw new NotFoundError(
      "This call is not in the part of Gitea's API that the embedded Git host serves",
    );
  });
  router.use(
    answerErrors(host.logger, (res, { message }) => res.json({ message })),
  );
  return router;
}
