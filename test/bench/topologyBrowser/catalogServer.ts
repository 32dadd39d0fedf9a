import { createServer, type IncomingMessage } from 'node:http';
import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import createKnex, { type Knex } from 'knex';
import { connect } from '../../../plugins/topology-backend/src/database/connect';
import { createAnswers } from '../../../plugins/topology-backend/src/http/answers';
import { createRouter } from '../../../plugins/topology-backend/src/http/router';
import { routes } from '../../../plugins/topology-backend/src/http/routes';
import { refreshIndex } from '../../../plugins/topology-backend/src/refresh/refreshIndex';
import { freePort } from '../../support/ports';

/** How long the catalog takes to answer, whoever asks. */
export const LATENCY_MS = 20;

const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

const PAGE = `<!doctype html><meta charset="utf-8"><title>Bench</title>
<link rel="stylesheet" href="/static/main.css"><div id="root"></div><script src="/static/main.js"></script>`;

/** A portal's backend as far as a topology needs one. */
export interface CatalogServer {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the built pages, a catalog of these entities, and, if wanted, the real endpoint of
 * topology-backend over an index of them in PostgreSQL. Every answer of the catalog and the endpoint is late by
 * the same latency.
 */
export async function startCatalogServer(options: {
  entities: Entity[];
  pages: string;
  /** Where the index is kept; without it, pages find none and ask the catalog. */
  database?: string;
}): Promise<CatalogServer> {
  const { entities, pages, database } = options;
  const catalog = new InMemoryCatalogClient({ entities });
  const app = express();
  app.get('/static/:file', async (request, response) => {
    const file = basename(request.params.file);
    response.type(TYPES[extname(file)] ?? 'application/octet-stream');
    response.send(await readFile(join(pages, file)));
  });
  app.use('/api', async (_request, _response, next) => {
    await pause(LATENCY_MS);
    next();
  });
  app.post('/api/catalog/:method', async (request, response) => {
    const method = request.params.method as 'queryEntities';
    const body = await jsonOf(request);
    response.json((await catalog[method](body)) ?? null);
  });
  const index = database ? await indexOf(catalog, database) : undefined;
  if (index) app.use('/api/topology', index.router);
  app.use('/api', (_request, response) => {
    response.status(404).json({});
  });
  app.get(/.*/, (_request, response) => {
    response.type('html').send(PAGE);
  });
  const port = await freePort();
  const server = createServer(app).listen(port, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
      await index?.knex.destroy();
    },
  };
}

async function jsonOf(request: IncomingMessage) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8') || 'null');
}

/** The endpoint over an index of the catalog, for somebody who may see all. */
async function indexOf(catalog: InMemoryCatalogClient, connection: string) {
  const knex: Knex = createKnex({ client: 'pg', connection });
  await connect({ getClient: async () => knex });
  await refreshIndex({
    knex,
    catalog: catalog as unknown as Parameters<
      typeof refreshIndex
    >[0]['catalog'],
    credentials: await mockServices.auth().getOwnServiceCredentials(),
    logger: { info() {} } as unknown as LoggerService,
    signal: new AbortController().signal,
    keepMs: 1e12,
  });
  // what autovacuum does within a minute
  await knex.raw('ANALYZE');
  const everyone = {
    seesAll: true,
    sees: async (refs: readonly string[]) => new Set(refs),
    hides: async () => new Set<string>(),
    finds: async () => true,
  };
  const router = createRouter({
    httpAuth: mockServices.httpAuth(),
    viewers: { of: async () => everyone },
    routes: routes(createAnswers(knex), async () => {
      throw new Error('nothing is observed here');
    }),
  });
  return { knex, router };
}
