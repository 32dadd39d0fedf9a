import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports';
import { endProcess, killAtExit, run, runOrThrow } from './processes';
import { waitUntil } from './waiting';

const START_TIMEOUT_MS = 30_000;

/** A real NATS with JetStream, in a folder of its own, listening on 127.0.0.1. */
export interface Nats {
  /** `nats://127.0.0.1:PORT`. */
  url: string;
  /** Ends the server's process and leaves its folder, as an outage does. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with what it had stored. */
  start(): Promise<void>;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

/** Starts NATS with JetStream. */
export async function startNats(): Promise<Nats> {
  await requireNats();
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-nats-'));
  const port = await freePort();
  let server: ChildProcess | undefined;
  const start = async () => {
    const child = spawn(
      'nats-server',
      [
        ...['--addr', '127.0.0.1', '--port', String(port)],
        ...['--jetstream', '--store_dir', folder],
      ],
      { stdio: 'ignore' },
    );
    server = child;
    killAtExit(child);
    await waitUntil('NATS answers', () => greets(port), START_TIMEOUT_MS);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (server) await endProcess(server, signal);
  };
  const stop = async () => {
    await end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  const url = `nats://127.0.0.1:${port}`;
  return { url, kill: () => end('SIGKILL'), start, stop };
}

/** Whether the server says what it is, as it does to every client. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', reject);
    socket.once('close', () => resolve(false));
    socket.once('data', data => {
      resolve(data.toString().startsWith('INFO '));
      socket.destroy();
    });
  });
}

/** Installs Debian's NATS when it is missing and this process may. */
async function requireNats(): Promise<void> {
  const isThere = () =>
    run('nats-server', ['--version']).then(
      ({ code }) => code === 0,
      () => false,
    );
  if (await isThere()) return;
  if (process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '-y', '--no-install-recommends'];
    await runOrThrow('apt-get', ['update'], { env });
    await runOrThrow('apt-get', [...install, 'nats-server'], { env });
  }
  if (await isThere()) return;
  throw new Error('no nats-server on PATH; install it');
}
