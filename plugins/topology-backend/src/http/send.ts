import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';

/** In how many seconds to ask again for what the index has not read yet. */
const RETRY_AFTER = 5;

/** Says when to ask again. */
export function sayWhen(response: Response): void {
  response.set('Retry-After', String(RETRY_AFTER));
}

/**
 * Answers with JSON, or with 304 if the asker already has it. When the index was last compared is no part
 * of that: an answer stays the same while the catalog does.
 */
export function send<T extends { asOf: string }>(
  request: Request,
  response: Response,
  answer: T,
): void {
  if ('pending' in answer) {
    sayWhen(response);
    response.status(202).set('Cache-Control', 'no-store').json(answer);
    return;
  }
  const { asOf, ...lasting } = answer;
  const text = JSON.stringify(lasting);
  const digest = createHash('sha256').update(text).digest('base64url');
  response.set('ETag', `W/"${digest.slice(0, 27)}"`);
  response.set('Cache-Control', 'private, no-cache');
  if (request.fresh) response.status(304).end();
  // a landscape is large: it is written as text once, for the digest and for the asker
  else {
    response
      .type('json')
      .send(`{"asOf":${JSON.stringify(asOf)},${text.slice(1)}`);
  }
}
