import { connect, createServer, type Socket } from 'node:net';
import { freePort } from '../../support/ports';

/** A moment in the life of an event, as the bytes between service and NATS show it. */
export type Moment =
  /** It is committed, and about to be published. */
  | 'before it is published'
  /** It is published, and the service is about to be told. */
  | 'before it is marked'
  /** It has taken effect, and NATS is about to be told. */
  | 'before it is acknowledged';

const SIGNS: Record<Moment, { to: 'server' | 'client'; text: string }> = {
  'before it is published': { to: 'server', text: 'HPUB orders.customer.' },
  'before it is marked': { to: 'client', text: '"stream":"orders"' },
  'before it is acknowledged': { to: 'server', text: '+ACK' },
};

/** Stands between a service and NATS, and lets nothing pass from a moment on. */
export interface NatsProxy {
  url: string;
  /** Resolves when the moment comes; what shows it, and all after, never arrives. */
  holdAt(moment: Moment): Promise<void>;
  /** Lets new connections pass again. */
  release(): void;
  stop(): Promise<void>;
}

/** Starts a proxy before the NATS at the address. */
export async function startNatsProxy(nats: string): Promise<NatsProxy> {
  const target = Number(new URL(nats).port);
  const port = await freePort();
  const sockets = new Set<Socket>();
  let watch: { moment: Moment; came: () => void } | undefined;
  let holding = false;
  const forward = (from: Socket, onto: Socket, to: 'server' | 'client') => {
    let tail = '';
    from.on('data', chunk => {
      // A sign may be cut in two by the network.
      const text = tail + chunk.toString('latin1');
      tail = text.slice(-64);
      const sign = watch && SIGNS[watch.moment];
      if (watch && sign?.to === to && text.includes(sign.text)) {
        holding = true;
        watch.came();
        watch = undefined;
      }
      if (!holding) onto.write(chunk);
    });
    from.on('error', () => onto.destroy());
    from.on('close', () => onto.destroy());
  };
  const server = createServer(client => {
    const upstream = connect(target, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    forward(client, upstream, 'server');
    forward(upstream, client, 'client');
  });
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `nats://127.0.0.1:${port}`,
    holdAt: moment =>
      new Promise(resolve => {
        watch = { moment, came: resolve };
      }),
    release: () => {
      sockets.forEach(socket => socket.destroy());
      holding = false;
    },
    stop: async () => {
      sockets.forEach(socket => socket.destroy());
      await new Promise(resolve => server.close(resolve));
    },
  };
}
