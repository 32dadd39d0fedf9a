import { pipeline } from 'node:stream/promises';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';
import type { Response } from 'express';
import { archiveOf } from './archive';

/**
 * Answers with the repository as an archive, so that it can be looked at
 * without anything being created.
 *
 * @throws InputError when the answers are wrong
 */
export async function sendArchive(
  goldenPath: GoldenPathService,
  answers: unknown,
  response: Response,
  signal: AbortSignal,
): Promise<void> {
  const { composition, tree } = await goldenPath.compose(answers, { signal });
  const { name } = composition.service;
  response.setHeader('content-type', 'application/gzip');
  // Names of services are DNS labels: nothing to escape.
  response.setHeader(
    'content-disposition',
    `attachment; filename="${name}.tar.gz"`,
  );
  await pipeline(archiveOf(tree, name), response);
}
