import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { Viewers } from '../access/viewer';
import { openapi } from './openapi';
import type { Route } from './routes';
import { sayWhen, send } from './send';

/** Serves routes to whoever is signed in, and their description. */
export function createRouter(options: {
  routes: readonly Route[];
  httpAuth: HttpAuthService;
  viewers: Viewers;
}): Router {
  const { routes, httpAuth, viewers } = options;
  const router = PromiseRouter();
  const description = openapi(routes);
  router.get('/openapi.json', async (request, response) => {
    await httpAuth.credentials(request);
    response.json(description);
  });
  for (const route of routes) {
    const path = route.path.replace(/\{(\w+)\}/g, ':$1');
    router.get(path, async (request, response) => {
      const viewer = await viewers.of(await httpAuth.credentials(request));
      const answer = await route.ask(viewer, request).catch(error => {
        if (error instanceof ServiceUnavailableError) sayWhen(response);
        throw error;
      });
      send(request, response, answer);
    });
  }
  return router;
}
