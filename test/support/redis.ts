import { fromDebian, onPath } from './debian';
import { freePort } from './ports';
import { run, runOrThrow } from './processes';
import { startServer, type LocalServer } from './localServer';
import { waitUntil } from './waiting';

const AGREEMENT_TIMEOUT_MS = 30_000;
/** Nodes of a cluster talk to each other on a port so much higher. */
const BUS_OFFSET = 10_000;
/** The masters of a cluster, as few as can agree that one is away. */
const MASTERS = 3;

/** Starts Redis. It writes nothing to the disk, and comes back empty. */
export async function startRedis(): Promise<LocalServer> {
  return start(await freePort(), []);
}

const isMaster = (role: string) => role === 'master';

/**
 * Starts a cluster of three masters, and waits until every node knows its slots.
 * A master is killed. With `replicas` each has so many of them, of which one takes its
 * place, and the URL names every node; without, it names the first.
 */
export async function startRedisCluster({
  replicas = 0,
} = {}): Promise<LocalServer> {
  const nodes: LocalServer[] = [];
  const stop = async () => {
    await Promise.all(nodes.map(node => node.stop()));
  };
  try {
    for (let node = 0; node < MASTERS * (1 + replicas); node++) {
      nodes.push(await start(await freePort(BUS_OFFSET), clusterSettings()));
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
  let killed: LocalServer | undefined;
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
        AGREEMENT_TIMEOUT_MS,
      );
      await killed!.start();
      await knowsItsCluster(killed!);
    },
  };
}

async function ask(
  { url }: LocalServer,
  ...command: string[]
): Promise<string> {
  const { port } = new URL(url);
  return (await runOrThrow('redis-cli', ['-p', port, ...command])).stdout;
}

async function roleOf(node: LocalServer): Promise<string> {
  const [role] = (await ask(node, 'role')).split('\n');
  return role!;
}

function knowsItsCluster(node: LocalServer): Promise<void> {
  return waitUntil(
    `Redis at ${node.url} knows its cluster`,
    async () => (await ask(node, 'cluster', 'info')).includes('state:ok'),
    AGREEMENT_TIMEOUT_MS,
  );
}

/**
 * Waits until the node is a master or has the data of its master: a replica that never
 * had them does not take the place of one that is away.
 */
function isWorthItsPlace(node: LocalServer): Promise<void> {
  return waitUntil(
    `Redis at ${node.url} has the data of its master`,
    async () => {
      const [role, , , link] = (await ask(node, 'role')).split('\n');
      return isMaster(role!) || link === 'connected';
    },
    AGREEMENT_TIMEOUT_MS,
  );
}

/** Replicas get the data of their master at once, not with those that may still come. */
function clusterSettings(): string[] {
  return [
    ...['--cluster-enabled', 'yes', '--cluster-node-timeout', '2000'],
    ...['--repl-diskless-sync-delay', '0'],
  ];
}

async function start(
  port: number,
  settings: readonly string[],
): Promise<LocalServer> {
  return startServer({
    name: 'Redis',
    command: await fromDebian(
      () => onPath('redis-cli') && onPath('redis-server'),
      'redis-server',
      'no redis-server and redis-cli on PATH; install them',
    ),
    scheme: 'redis',
    port,
    args: folder => [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', folder],
      ...['--save', '', '--appendonly', 'no', ...settings],
    ],
    answers: async () => {
      const { stdout } = await run('redis-cli', ['-p', String(port), 'ping']);
      return stdout.includes('PONG');
    },
  });
}
