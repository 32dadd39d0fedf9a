import { Router } from 'express';
import createPromiseRouter from 'express-promise-router';
import { requireLoopback } from './access/loopback';
import { createApiRoutes } from './api/routes';
import { answerErrors } from './errors';
import { GitHost } from './GitHost';
import { createPageRoutes } from './pages/routes';
import { createSmartHttpRoutes } from './smartHttp/routes';

/** All routes of the Git host: Gitea's API, Git's protocol, and pages for people. */
export function createRouter(host: GitHost): Router {
  const router = createPromiseRouter();
  router.use(requireLoopback());
  router.use('/api/v1', createApiRoutes(host));
  router.use(createSmartHttpRoutes(host));
  router.use(createPageRoutes(host));
  router.use(
    answerErrors(host.logger, (res, { message }) => res.json({ message })),
  );
  return router;
}
