import { IncomingHttpHeaders } from 'node:http';
import { NotAllowedError } from '@backstage/errors';
import { RequestHandler } from 'express';

/** Whether an IP address, as a socket or a proxy header gives it, is this machine's own. */
export function isLoopbackAddress(address: string | undefined): boolean {
  const plain = address?.trim().replace(/^::ffff:/i, '') ?? '';
  return plain === '::1' || /^127(\.\d{1,3}){3}$/.test(plain);
}

/** Whether the host name of a URL, as `URL.hostname` gives it, means this machine. */
export function isLoopbackHostname(hostname: string): boolean {
  const plain = hostname.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return plain === 'localhost' || isLoopbackAddress(plain);
}

/**
 * Refuses a request that comes from another machine, directly or through a proxy here, and one whose Host header
 * names another machine: a page on a foreign name that resolves to 127.0.0.1 (DNS rebinding).
 */
export function requireLoopback(): RequestHandler {
  return (req, _res, next) => {
    assertLoopback(req);
    next();
  };
}

/** The parts of a request that tell whose it is. */
export interface RequestOrigin {
  headers: IncomingHttpHeaders;
  socket: { remoteAddress?: string };
}

/** The check of {@link requireLoopback}; throws NotAllowedError. */
export function assertLoopback(req: RequestOrigin): void {
  if (!isFromThisMachine(req)) {
    throw new NotAllowedError(
      'The embedded Git host answers only requests of the machine it runs on; use localhost',
    );
  }
  if (!isForThisMachine(req.headers.host)) {
    throw new NotAllowedError(
      'The embedded Git host answers only to the names localhost, 127.0.0.1 and [::1]; use one of them in the URL',
    );
  }
}

function isFromThisMachine(req: RequestOrigin): boolean {
  const forwarded = [req.headers['x-forwarded-for'] ?? []].flat().join(',');
  const addresses = forwarded ? forwarded.split(',') : [];
  return (
    req.headers.forwarded === undefined &&
    [req.socket.remoteAddress, ...addresses].every(isLoopbackAddress)
  );
}

function isForThisMachine(host: string | undefined): boolean {
  const url = `http://${host}`;
  return URL.canParse(url) && isLoopbackHostname(new URL(url).hostname);
}
