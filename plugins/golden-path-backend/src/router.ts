import { InputError } from '@backstage/errors';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';
import express from 'express';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { sendArchive } from './archiveRoute';
import { closing } from './closing';
import type { Access } from './permissions/access';
import { previewFile } from './previewFile';
import { sendJson } from './sendJson';

/** Answers for thirty resources of sixty fields stay well below. */
const BODY_LIMIT = '2mb';

const previewRequest = z.strictObject({ answers: z.unknown() });
const fileRequest = previewRequest.extend({ path: z.string().max(500) });

/** Routes of the plugin. */
export function createRouter(options: {
  access: Access;
  goldenPath: GoldenPathService;
}): Router {
  const { access, goldenPath } = options;
  const router = PromiseRouter();
  router.use(express.json({ limit: BODY_LIMIT }));

  router.get('/catalogues', async (request, response) => {
    const isSeen = await access.seen(request);
    const items = goldenPath.packs().map(({ catalogue }) => ({
      ...catalogue,
      goldenPaths: catalogue.goldenPaths.filter(isSeen),
    }));
    response.json({
      items: items.filter(({ goldenPaths }) => goldenPaths.length > 0),
    });
  });

  router.post('/previews', async (request, response) => {
    const { answers } = parseBody(previewRequest, request.body);
    await access.requireChoice(request, answers);
    const signal = closing(response);
    const gzipped = await goldenPath.preview(answers, { signal });
    sendJson(request, response, gzipped);
  });

  router.post('/previews/file', async (request, response) => {
    const { answers, path } = parseBody(fileRequest, request.body);
    await access.requireChoice(request, answers);
    response.json(
      await previewFile(goldenPath, answers, path, closing(response)),
    );
  });

  router.post('/previews/archive', async (request, response) => {
    const { answers } = parseBody(previewRequest, request.body);
    await access.requireChoice(request, answers);
    await sendArchive(goldenPath, answers, response, closing(response));
  });

  return router;
}

function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new InputError(`The body is wrong: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
