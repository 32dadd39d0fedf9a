import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports';
import { endProcess, run, runOrThrow } from './processes';
import { waitUntil } from './waiting';

const START_TIMEOUT_MS = 30_000;
/** Nodes of a cluster talk to each other on a port so much higher. */
const BUS_OFFSET = 10_000;

/** A real Redis of its own, in a folder of its own, listening on 127.0.0.1. */
export interface Redis {
  /** `redis://127.0.0.1:PORT`; of a cluster, that of its first node. */
  url: string;
  /** Stops the server, or every node, and removes its folder. */
  stop(): Promise<void>;
}

/** A Redis that is a single server. */
export interface SingleRedis extends Redis {
  /** Ends the server's process, as an outage does. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
}

/** Starts Redis. It writes nothing to the disk. */
export function startRedis(): Promise<SingleRedis> {
  return startServer(freePort, []);
}

/** Starts a cluster of three masters, and waits until every node knows its slots. */
export async function startRedisCluster(): Promise<Redis> {
  const nodes: Redis[] = [];
  const stop = async () => {
    await Promise.all(nodes.map(node => node.stop()));
  };
  try {
    for (let node = 0; node < 3; node++) {
      nodes.push(await startServer(freeClusterPort, clusterSettings()));
    }
    const addresses = nodes.map(({ url }) => new URL(url).host);
    await runOrThrow('redis-cli', [
      ...['--cluster', 'create', ...addresses],
      '--cluster-yes',
    ]);
    for (const address of addresses) {
      const port = address.split(':')[1]!;
      await waitUntil(
        `Redis node ${address} knows the cluster`,
        async () =>
          (
            await runOrThrow('redis-cli', ['-p', port, 'cluster', 'info'])
          ).stdout.includes('cluster_state:ok'),
        START_TIMEOUT_MS,
      );
    }
    return { url: nodes[0]!.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function clusterSettings(): string[] {
  return ['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000'];
}

/** A free port that leaves room for the port of the cluster's bus. */
async function freeClusterPort(): Promise<number> {
  for (;;) {
    const port = await freePort();
    if (port + BUS_OFFSET < 65_536) return port;
  }
}

async function startServer(
  choosePort: () => Promise<number>,
  settings: readonly string[],
): Promise<SingleRedis> {
  await requireRedis();
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-redis-'));
  const port = await choosePort();
  let server: ChildProcess | undefined;
  process.once('exit', () => server?.kill('SIGKILL'));
  const start = async () => {
    const child = spawn(
      'redis-server',
      [
        ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
        ...['--save', '', '--appendonly', 'no', ...settings],
      ],
      { stdio: 'ignore' },
    );
    server = child;
    await waitUntil(
      'Redis answers',
      async () =>
        (
          await run('redis-cli', ['-p', String(port), 'ping'])
        ).stdout.includes('PONG'),
      START_TIMEOUT_MS,
    );
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
  const url = `redis://127.0.0.1:${port}`;
  return { url, kill: () => end('SIGKILL'), start, stop };
}

/** Installs Debian's Redis when it is missing and this process may. */
async function requireRedis(): Promise<void> {
  const isThere = async () => {
    const found = ['redis-server', 'redis-cli'].map(command =>
      run(command, ['--version']).then(
        ({ code }) => code === 0,
        () => false,
      ),
    );
    return (await Promise.all(found)).every(Boolean);
  };
  if (await isThere()) return;
  if (process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = ['install', '-y', '--no-install-recommends'];
    await runOrThrow('apt-get', ['update'], { env });
    await runOrThrow('apt-get', [...install, 'redis-server'], { env });
  }
  if (await isThere()) return;
  throw new Error('no redis-server and redis-cli on PATH; install them');
}
