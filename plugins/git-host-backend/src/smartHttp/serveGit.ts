import { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Request, Response } from 'express';
import { spawnGit } from '../git/git';
import { adoptPushedBranch } from '../git/refs';
import { cgiEnvironment, GitCall } from './cgiEnvironment';
import { CgiHead, readCgiHead } from './cgiHead';

const SETTINGS = [
  'http.receivepack=true',
  'http.uploadpack=true',
  'core.logAllRefUpdates=true',
  'receive.denyNonFastForwards=true',
  'receive.denyDeleteCurrent=refuse',
  'receive.fsckObjects=true',
  'receive.maxInputSize=1g',
];

/**
 * Answers one request of Git's smart HTTP protocol through `git http-backend`. Bodies flow both ways as fast as the
 * slower side takes them; a client that goes away ends the process.
 *
 * @throws Error when git gave no whole answer; what Git itself refuses is an answer
 */
export async function serveGit(
  root: string,
  call: GitCall,
  req: Request,
  res: Response,
  logger: LoggerService,
): Promise<void> {
  const child = spawnGit(['http-backend'], {
    settings: SETTINGS,
    environment: cgiEnvironment(root, call, req),
  });
  const exit = once(child, 'close');
  // it may fail before anybody waits for it, and is looked at below
  exit.catch(() => {});
  res.once('close', () => {
    if (!res.writableFinished) {
      child.kill('SIGTERM');
    }
  });
  logErrors(child, logger);
  feed(child, req);
  try {
    writeHead(res, await readCgiHead(child.stdout));
    await pipeline(child.stdout, res, { end: false });
    await exit;
    if (call.service === 'git-receive-pack' && !call.advertise) {
      await adoptPushedBranch(call.repository.gitDir);
    }
    res.end();
  } catch (error) {
    child.kill('SIGTERM');
    throw new Error('git http-backend gave no whole answer', { cause: error });
  }
}

// pipe() and not pipeline(): a git that refuses early closes its input, and the request must live on to be answered
function feed(child: ChildProcessWithoutNullStreams, req: Request): void {
  child.stdin.on('error', () => {
    req.unpipe(child.stdin);
    req.resume();
  });
  req.pipe(child.stdin);
}

function writeHead(res: Response, head: CgiHead): void {
  res.status(head.status);
  for (const [name, value] of head.headers) {
    res.setHeader(name, value);
  }
  // packs are compressed already, and compressing them again would hold back progress messages
  const caching = res.getHeader('cache-control') ?? 'no-cache';
  res.setHeader('cache-control', `${caching}, no-transform`);
}

function logErrors(
  child: ChildProcessWithoutNullStreams,
  logger: LoggerService,
): void {
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) =>
    logger.warn(`git http-backend: ${text.trim().slice(0, 2000)}`),
  );
}
