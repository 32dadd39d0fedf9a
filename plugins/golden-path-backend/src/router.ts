import type {
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  goldenPathComposePermission,
  goldenPathReadPermission,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';
import express from 'express';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import { requirePermission } from './access';
import { sendArchive } from './archiveRoute';
import { closing } from './closing';
import { preview, previewFile } from './preview';

/** Answers for thirty resources of sixty fields stay well below. */
const BODY_LIMIT = '2mb';

const previewRequest = z.strictObject({ answers: z.unknown() });
const fileRequest = previewRequest.extend({ path: z.string().max(500) });

/** Routes of the plugin; see openapi.yaml. */
export function createRouter(options: {
  goldenPath: GoldenPathService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}): Router {
  const { goldenPath } = options;
  const router = PromiseRouter();
  router.use(express.json({ limit: BODY_LIMIT }));

  router.get(
    '/catalogues',
    requirePermission(options, goldenPathReadPermission),
    (_request, response) => {
      response.json({
        items: goldenPath.packs().map(({ catalogue }) => catalogue),
      });
    },
  );

  router.post(
    '/previews',
    requirePermission(options, goldenPathComposePermission),
    async (request, response) => {
      const { answers } = parseBody(previewRequest, request.body);
      response.json(await preview(goldenPath, answers, closing(response)));
    },
  );

  router.post(
    '/previews/file',
    requirePermission(options, goldenPathComposePermission),
    async (request, response) => {
      const { answers, path } = parseBody(fileRequest, request.body);
      response.json(
        await previewFile(goldenPath, answers, path, closing(response)),
      );
    },
  );

  router.post(
    '/previews/archive',
    requirePermission(options, goldenPathComposePermission),
    async (request, response) => {
      const { answers } = parseBody(previewRequest, request.body);
      await sendArchive(goldenPath, answers, response, closing(response));
    },
  );

  return router;
}

function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    throw new InputError(`The body is wrong: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
