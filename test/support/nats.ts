import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports';
import { endProcess, killAtExit, run, runOrThrow } from './processes';
import { waitUntil } from './waiting';

const START_TIMEOUT_MS = 30_000;
/** The servers of a cluster, as few as go on without one. */
const SERVERS = 3;

/** A real NATS with JetStream, in a folder of its own, listening on 127.0.0.1. */
export interface Nats {
  /** `nats://127.0.0.1:PORT`, and more of them after commas in a cluster. */
  url: string;
  /** Ends the server's process and leaves its folder, as an outage does. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with what it had stored. */
  start(): Promise<void>;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

/** Starts NATS with JetStream. */
export function startNats(): Promise<Nats> {
  return startServer([]);
}

/**
 * Starts a cluster of three servers with JetStream. Its URL names all of them; the
 * one that leads a stream is killed, and the others go on.
 */
export async function startNatsCluster(): Promise<Nats> {
  const ports = [];
  for (let server = 0; server < SERVERS; server++) {
    ports.push({ routes: await freePort(), monitor: await freePort() });
  }
  const addressOf = (port: number) => `nats://127.0.0.1:${port}`;
  const servers: (Nats & Leading)[] = [];
  const stop = async () => {
    await Promise.all(servers.map(server => server.stop()));
  };
  const leads = async (isLeader: (server: Leading) => Promise<boolean>) => {
    const leaders = await Promise.all(servers.map(isLeader));
    return servers.find((_, index) => leaders[index]);
  };
  try {
    for (const [index, { routes, monitor }] of ports.entries()) {
      const server = await startServer([
        ...['--name', `server-${index}`, '--cluster_name', 'golden-path'],
        ...['--cluster', addressOf(routes), '--http_port', String(monitor)],
        ...['--routes', ports.map(port => addressOf(port.routes)).join(',')],
      ]);
      servers.push({ ...server, name: `server-${index}`, monitor });
    }
    await waitUntil(
      'the servers of NATS agree on a leader',
      async () => (await leads(leadsCluster)) !== undefined,
      START_TIMEOUT_MS,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  let killed: Nats | undefined;
  return {
    url: servers.map(({ url }) => url).join(','),
    stop,
    async kill() {
      killed = await leads(leadsStream);
      if (!killed) throw new Error('no server leads a stream');
      await killed.kill();
    },
    async start() {
      await killed?.start();
    },
  };
}

/** A server of a cluster, that may be asked whom it knows as leader. */
interface Leading {
  readonly name: string;
  readonly monitor: number;
}

/** What a server tells of JetStream. */
interface JetStream {
  readonly meta_cluster?: { readonly leader?: string };
  readonly account_details?: readonly {
    readonly stream_detail?: readonly {
      readonly cluster?: { readonly leader?: string };
    }[];
  }[];
}

async function leadsCluster(server: Leading): Promise<boolean> {
  const { meta_cluster: cluster } = await jetStreamOf(server);
  return cluster?.leader === server.name;
}

async function leadsStream(server: Leading): Promise<boolean> {
  const { account_details: accounts = [] } = await jetStreamOf(server);
  return accounts
    .flatMap(({ stream_detail: streams = [] }) => streams)
    .some(({ cluster }) => cluster?.leader === server.name);
}

async function jetStreamOf({ monitor }: Leading): Promise<JetStream> {
  const url = `http://127.0.0.1:${monitor}/jsz?streams=true`;
  return (await (await fetch(url)).json()) as JetStream;
}

async function startServer(settings: readonly string[]): Promise<Nats> {
  await requireNats();
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-nats-'));
  const port = await freePort();
  let server: ChildProcess | undefined;
  const start = async () => {
    server = killAtExit(
      spawn(
        'nats-server',
        [
          ...['--addr', '127.0.0.1', '--port', String(port)],
          ...['--jetstream', '--store_dir', folder, ...settings],
        ],
        { stdio: 'ignore' },
      ),
    );
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
