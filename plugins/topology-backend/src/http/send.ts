import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/**
 * Answers with JSON, or with 304 if the asker already has it. When the index was last compared is no part
 * of that: an answer stays the same while the catalog does.
 */
export function send<T extends { asOf: string }>(
  request: Request,
  response: Response,
  answer: T,
): void {
  const { asOf: _, ...lasting } = answer;
  const digest = createHash('sha256')
    .update(JSON.stringify(lasting))
    .digest('base64url');
  response.set('ETag', `W/"${digest.slice(0, 27)}"`);
  response.set('Cache-Control', 'private, no-cache');
  if (request.fresh) response.status(304).end();
  else response.json(answer);
}
