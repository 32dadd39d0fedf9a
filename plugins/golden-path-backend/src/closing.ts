import type { Response } from 'express';

/** A signal that is aborted when whoever asked has gone before the answer came. */
export function closing(response: Response): AbortSignal {
  const abort = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) abort.abort();
  });
  return abort.signal;
}
