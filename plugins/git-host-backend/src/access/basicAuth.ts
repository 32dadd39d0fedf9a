import { createHash, timingSafeEqual } from 'node:crypto';
import { AuthenticationError } from '@backstage/errors';
import { RequestHandler } from 'express';
import { GitHostSettings } from '../config';

type Credentials = Pick<GitHostSettings, 'username' | 'password'>;

/** Lets a request pass that carries the configured name and password by Basic authentication. */
export function requireUser(expected: Credentials): RequestHandler {
  return (req, _res, next) => {
    const given = readBasic(req.headers.authorization);
    if (!given) {
      throw new AuthenticationError(
        'Give the user name and password of gitHost by Basic authentication',
      );
    }
    if (!sameCredentials(given, expected)) {
      throw new AuthenticationError(
        'The user name or the password is not the one of gitHost.username and gitHost.password',
      );
    }
    next();
  };
}

/** Guards reading: open to all on this machine when so configured, else as {@link requireUser}. */
export function requireReader(settings: GitHostSettings): RequestHandler {
  return settings.anonymousRead
    ? (_req, _res, next) => next()
    : requireUser(settings);
}

/** The name and password of a Basic `Authorization` header; undefined when it is absent or of another form. */
export function readBasic(header: string | undefined): Credentials | undefined {
  const encoded = /^basic +([A-Za-z0-9+/=_-]+)$/i.exec(header ?? '')?.[1];
  const decoded = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0
    ? undefined
    : { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

function sameCredentials(a: Credentials, b: Credentials): boolean {
  const sameName = sameText(a.username, b.username);
  const samePassword = sameText(a.password, b.password);
  return sameName && samePassword;
}

// digests have one length, so the time tells nothing of the length either
function sameText(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
