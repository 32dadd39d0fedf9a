import { connect } from 'node:net';
import { fromDebian, onPath } from './debian';
import { freePort } from './ports';
import { startServer, type LocalServer } from './localServer';
import { waitUntil } from './waiting';

const AGREEMENT_TIMEOUT_MS = 30_000;
/** The servers of a cluster, as few as go on without one. */
const SERVERS = 3;

/** Starts NATS with JetStream, which keeps what it stored while it is away. */
export function startNats(): Promise<LocalServer> {
  return start([]);
}

/**
 * Starts a cluster of three servers with JetStream. Its URL names all of them, with
 * commas between; the one that leads a stream is killed, and the others go on.
 */
export async function startNatsCluster(): Promise<LocalServer> {
  const ports = [];
  for (let server = 0; server < SERVERS; server++) {
    ports.push({ routes: await freePort(), monitor: await freePort() });
  }
  const addressOf = (port: number) => `nats://127.0.0.1:${port}`;
  const servers: (LocalServer & Leading)[] = [];
  const stop = async () => {
    await Promise.all(servers.map(server => server.stop()));
  };
  const leads = async (isLeader: (server: Leading) => Promise<boolean>) => {
    const leaders = await Promise.all(servers.map(isLeader));
    return servers.find((_, index) => leaders[index]);
  };
  try {
    for (const [index, { routes, monitor }] of ports.entries()) {
      const server = await start([
        ...['--name', `server-${index}`, '--cluster_name', 'golden-path'],
        ...['--cluster', addressOf(routes), '--http_port', String(monitor)],
        ...['--routes', ports.map(port => addressOf(port.routes)).join(',')],
      ]);
      servers.push({ ...server, name: `server-${index}`, monitor });
    }
    await waitUntil(
      'the servers of NATS agree on a leader',
      async () => (await leads(leadsCluster)) !== undefined,
      AGREEMENT_TIMEOUT_MS,
    );
  } catch (error) {
    await stop();
    throw error;
  }
  let killed: LocalServer | undefined;
  return {
    url: servers.map(({ url }) => url).join(','),
    stop,
    async kill() {
      await waitUntil(
        'a server of NATS leads a stream',
        async () => (killed = await leads(leadsStream)) !== undefined,
        AGREEMENT_TIMEOUT_MS,
      );
      await killed!.kill();
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

async function start(settings: readonly string[]): Promise<LocalServer> {
  const port = await freePort();
  return startServer({
    name: 'NATS',
    command: await fromDebian(
      () => onPath('nats-server'),
      'nats-server',
      'no nats-server on PATH; install it',
    ),
    scheme: 'nats',
    port,
    args: folder => [
      ...['--addr', '127.0.0.1', '--port', String(port)],
      ...['--jetstream', '--store_dir', folder, ...settings],
    ],
    answers: () => greets(port),
  });
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
