import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './ports';
import { endProcess, killAtExit, run, runOrThrow } from './processes';
import { waitUntil } from './waiting';

const START_TIMEOUT_MS = 30_000;
/** Nodes of a cluster talk to each other on a port so much higher. */
const BUS_OFFSET = 10_000;
/** The masters of a cluster, as few as can agree that one is away. */
const MASTERS = 3;

/** A real Redis of its own, in a folder of its own, listening on 127.0.0.1. */
export interface Redis {
  /** `redis://127.0.0.1:PORT`; of a cluster, that of its first node. */
  url: string;
  /** Stops the server, or every node, and removes its folder. */
  stop(): Promise<void>;
}

/** A Redis that goes away and comes back. */
export interface UnreliableRedis extends Redis {
  /** Ends a process, as an outage does: the server, or a master of the cluster. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
}

/** Starts Redis. It writes nothing to the disk. */
export function startRedis(): Promise<UnreliableRedis> {
  return startServer(freePort, []);
}

/** A free port whose port of the cluster's bus is free, too. */
const freeClusterPort = () => freePort(BUS_OFFSET);

const isMaster = (role: string) => role === 'master';

/**
 * Starts a cluster of three masters, and waits until every node knows its slots.
 * With `replicas` each master has so many of them, and one takes its place when it
 * is killed; the URL then names every node.
 */
export async function startRedisCluster({
  replicas = 0,
} = {}): Promise<UnreliableRedis> {
  const nodes: UnreliableRedis[] = [];
  const stop = async () => {
    await Promise.all(nodes.map(node => node.stop()));
  };
  try {
    for (let node = 0; node < MASTERS * (1 + replicas); node++) {
      nodes.push(await startServer(freeClusterPort, clusterSettings()));
    }
    const addresses = nodes.map(({ url }) => new URL(url).host);
    await runOrThrow('redis-cli', [
      ...['--cluster', 'create', ...addresses],
      ...['--cluster-replicas', String(replicas), '--cluster-yes'],
    ]);
    await Promise.all(nodes.map(knowsItsCluster));
    await Promise.all(nodes.map(isWorthItsPlace));
  } catch (error) {
    await stop();
    throw error;
  }
  const [first, ...others] = nodes.map(({ url }) => url);
  const named = others.map(url => `addr=${new URL(url).host}`).join('&');
  let killed: UnreliableRedis | undefined;
  return {
    url: replicas > 0 ? `${first}?${named}` : first!,
    stop,
    async kill() {
      const roles = await Promise.all(nodes.map(roleOf));
      killed = nodes[roles.findIndex(isMaster)]!;
      await killed.kill();
    },
    async start() {
      const living = nodes.filter(node => node !== killed);
      await waitUntil(
        'a replica takes the place of the master',
        async () =>
          replicas === 0 ||
          (await Promise.all(living.map(roleOf))).filter(isMaster).length ===
            MASTERS,
        START_TIMEOUT_MS,
      );
      await killed!.start();
      await knowsItsCluster(killed!);
    },
  };
}

async function ask({ url }: Redis, ...command: string[]): Promise<string> {
  const { port } = new URL(url);
  return (await runOrThrow('redis-cli', ['-p', port, ...command])).stdout;
}

async function roleOf(node: Redis): Promise<string> {
  const [role] = (await ask(node, 'role')).split('\n');
  return role!;
}

function knowsItsCluster(node: Redis): Promise<void> {
  return waitUntil(
    `Redis at ${node.url} knows its cluster`,
    async () => (await ask(node, 'cluster', 'info')).includes('state:ok'),
    START_TIMEOUT_MS,
  );
}

/**
 * Waits until the node is a master or has the data of its master: a replica that never
 * had them does not take the place of one that is away.
 */
function isWorthItsPlace(node: Redis): Promise<void> {
  return waitUntil(
    `Redis at ${node.url} has the data of its master`,
    async () => {
      const [role, , , link] = (await ask(node, 'role')).split('\n');
      return isMaster(role!) || link === 'connected';
    },
    START_TIMEOUT_MS,
  );
}

/** Replicas get the data of their master at once, not with those that may still come. */
function clusterSettings(): string[] {
  return [
    ...['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000'],
    ...['--repl-diskless-sync-delay', '0'],
  ];
}

async function startServer(
  choosePort: () => Promise<number>,
  settings: readonly string[],
): Promise<UnreliableRedis> {
  await requireRedis();
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-redis-'));
  const port = await choosePort();
  let server: ChildProcess | undefined;
  const start = async () => {
    const child = spawn(
      'redis-server',
      [
        ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
        ...['--save', '', '--appendonly', 'no', ...settings],
      ],
      { stdio: 'ignore' },
    );
    server = killAtExit(child);
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
