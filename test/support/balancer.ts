// A balancer for HTTP and gRPC before replicas of a service: it asks each whether
// it is ready, sends new requests to those that are, in turn, and never repeats one.
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import {
  connect,
  constants,
  createServer as createServer2,
  type ClientHttp2Session,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo, Server } from 'node:net';

/** Where a replica is. */
export interface Replica {
  readonly url: string;
  readonly grpcUrl: string;
  readonly adminUrl: string;
}

/** A balancer that runs. */
export interface Balancer {
  /** Address for HTTP. */
  readonly url: string;
  /** Host and port for gRPC. */
  readonly grpcAddress: string;
  /** Whether new requests go to the replica. */
  sendsTo(replica: Replica): boolean;
  stop(): Promise<void>;
}

/** How often a replica is asked whether it is ready. */
const ASK_MS = 100;

/** Starts a balancer before the replicas. */
export async function startBalancer(
  replicas: readonly Replica[],
): Promise<Balancer> {
  const ready = new Set<Replica>();
  const ask = async (replica: Replica) => {
    const isReady = await fetch(`${replica.adminUrl}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) ready.add(replica);
    else ready.delete(replica);
  };
  const asking = setInterval(() => replicas.forEach(ask), ASK_MS);
  let turn = 0;
  const next = () => {
    const able = replicas.filter(replica => ready.has(replica));
    turn += 1;
    return able[turn % able.length];
  };
  const http = httpBalancer(next);
  const grpc = grpcBalancer(next);
  const [port, grpcPort] = await Promise.all([http, grpc.server].map(listen));
  return {
    url: `http://127.0.0.1:${port}`,
    grpcAddress: `127.0.0.1:${grpcPort}`,
    sendsTo: replica => ready.has(replica),
    stop: async () => {
      clearInterval(asking);
      grpc.end();
      http.closeAllConnections();
      await Promise.all([http, grpc.server].map(close));
    },
  };
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await closed;
}

function httpBalancer(next: () => Replica | undefined) {
  const agent = new Agent({ keepAlive: true });
  const server = createServer((asked, answer) => {
    const replica = next();
    if (!replica) {
      answer.writeHead(503).end('no replica is ready');
      return;
    }
    const { method, headers, url = '/' } = asked;
    const onward = request(
      new URL(url, replica.url),
      { agent, method, headers },
      answered => {
        answer.writeHead(answered.statusCode ?? 502, answered.headers);
        answered.pipe(answer);
      },
    );
    onward.on('error', error => {
      if (answer.headersSent) answer.destroy(error);
      else answer.writeHead(502).end(String(error));
    });
    asked.pipe(onward);
  });
  server.on('close', () => agent.destroy());
  return server;
}

function grpcBalancer(next: () => Replica | undefined) {
  const sessions = new Map<Replica, ClientHttp2Session>();
  const clients = new Set<{ destroy(): void }>();
  const sessionTo = (replica: Replica) => {
    const there = sessions.get(replica);
    if (there && !there.closed && !there.destroyed) return there;
    const made = connect(replica.grpcUrl);
    // What becomes of its streams says what is wrong.
    made.on('error', () => {});
    sessions.set(replica, made);
    return made;
  };
  const server = createServer2();
  server.on('session', session => {
    clients.add(session);
    session.on('close', () => clients.delete(session));
  });
  server.on('stream', (stream, headers) => {
    const replica = next();
    if (replica) passOn(stream, headers, sessionTo(replica));
    else stream.close(constants.NGHTTP2_REFUSED_STREAM);
  });
  const end = () =>
    [...sessions.values(), ...clients].forEach(session => session.destroy());
  return { server, end };
}

/** Passes a stream on, with the trailers in which gRPC says how it ended. */
function passOn(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  session: ClientHttp2Session,
): void {
  const onward = session.request(headers);
  let trailers: IncomingHttpHeaders = {};
  onward.on('response', (answered, flags) => {
    const endStream = (flags & constants.NGHTTP2_FLAG_END_STREAM) !== 0;
    stream.respond(answered, { endStream, waitForTrailers: !endStream });
  });
  onward.on('trailers', told => {
    trailers = told;
  });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  const fail = () => stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  onward.on('error', fail);
  stream.on('error', () => onward.close(constants.NGHTTP2_CANCEL));
  stream.on('aborted', () => onward.close(constants.NGHTTP2_CANCEL));
  stream.pipe(onward);
  onward.pipe(stream);
}
