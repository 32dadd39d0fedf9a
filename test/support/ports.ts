import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * The range in which ports are chosen. It lies below the one from which operating
 * systems take ports for outgoing connections, so that none of those gets the port of a
 * server that has yet to start, or that is away and comes back.
 */
const LOWEST = 15_000;
const BEYOND = 32_768;
const TRIES = 1_000;

/**
 * A TCP port of 127.0.0.1 that nobody listens on; with `offset` nobody listens on the
 * port that is so much higher, either.
 */
export async function freePort(offset = 0): Promise<number> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const port = randomInt(LOWEST, BEYOND - offset);
    if (!(await isFree(port))) continue;
    if (offset === 0 || (await isFree(port + offset))) return port;
  }
  throw new Error('the operating system has no free port');
}

/** Whether a server could listen on the port. */
function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
