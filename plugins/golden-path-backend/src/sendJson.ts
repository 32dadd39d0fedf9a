import type { Request, Response } from 'express';
import { gunzipSync } from 'node:zlib';

/** Answers with JSON that is gzipped already, as whoever asked can read it. */
export function sendJson(
  request: Request,
  response: Response,
  gzipped: Uint8Array,
): void {
  response.type('json').vary('Accept-Encoding');
  if (!request.acceptsEncodings('gzip')) {
    response.send(gunzipSync(gzipped));
    return;
  }
  const { buffer, byteOffset, byteLength } = gzipped;
  response.set('Content-Encoding', 'gzip');
  response.send(Buffer.from(buffer, byteOffset, byteLength));
}
