// A composed gateway with each of the routers, and with the race detector, before a
// service of the test's own that streams: what the answers name, and what a person adds.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import {
  buildService,
  startService,
  type RunningService,
} from '../support/goService';
import { waitUntil } from '../support/waiting';
import { compose } from './callingServices';
import { startTokenIssuer, type TokenIssuer } from './tokenIssuer';

const ROUTERS = ['chi', 'net-http', 'echo', 'gin'];

/** What a person adds where the service streams at another path: the place for it is extend.go. */
const EXTENSION = `package service

import (
	"context"
	"net/http"

	"example.com/acme/matrix/internal/platform/httpx"
)

// extend publishes the talk at the path that the service had before.
func (w *Wiring) extend(_ context.Context) error {
	w.Routes = append(w.Routes, httpx.Route{
		Method: http.MethodGet, Path: "/ws/parcels", Summary: "Connect to parcels", Handler: w.Proxies.Parcels.WebSockets(),
	})
	return nil
}
`;

/** The site whose pages may read answers of the gateway. */
const SITE = 'https://shop.example';
const BURST = 12;
/** The times that the gateway gives a request, and the client for its answer. */
const UPSTREAM_TIMEOUT_MS = 1000;
const REQUEST_TIMEOUT_MS = 1500;
const WRITE_TIMEOUT_MS = 2000;
const MAX_BODY = 64 << 10;
const ALL = 'parcels:read parcel-talk:read';
const ID = '0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60';

let folder: string;
let issuer: TokenIssuer;
/** What the service of the test's own does, and what reached it. */
let parcelsDo: RequestListener;
let reached: { url?: string; headers: IncomingHttpHeaders }[] = [];
let connected: WebSocket[] = [];

const sockets = new WebSocketServer({ noServer: true });
const parcels = createServer((asked, answer) => {
  const { url, headers } = asked;
  reached.push({ url, headers });
  parcelsDo(asked, answer);
});
parcels.on('upgrade', (asked, socket, head) => {
  const { url, headers } = asked;
  reached.push({ url, headers });
  sockets.handleUpgrade(asked, socket, head, accepted => {
    connected.push(accepted);
    accepted.on('message', (data, isBinary) =>
      accepted.send(data, { binary: isBinary }),
    );
  });
});

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-streams-'));
  issuer = await startTokenIssuer('edge');
  parcels.listen(0, '127.0.0.1');
  await once(parcels, 'listening');
});
after(async () => {
  sockets.close();
  parcels.closeAllConnections();
  parcels.close();
  issuer?.stop();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  reached = [];
  connected = [];
  parcelsDo = (_, answer) => answer.writeHead(204).end();
});

const lastReached = () => reached.at(-1)!;

/** The header of a caller; each has limits of its own. */
const caller = (subject: string, scope = ALL) => issuer.caller(subject, scope);

async function startGateway(router: string): Promise<RunningService> {
  const name = `edge-${router}`;
  await compose(folder, name, {
    goldenPath: 'go-api-gateway',
    patterns: {
      router: [router],
      security: ['authorization', 'jwt', 'rate-limit'],
    },
    upstreams: [
      {
        name: 'parcels',
        resources: [
          { name: 'parcel', fields: [{ name: 'label', type: 'text' }] },
        ],
        streams: [
          { path: '/parcels/events', protocol: 'sse' },
          { path: '/parcels/{id}/events', protocol: 'sse' },
          { path: '/parcel-talk', protocol: 'websocket' },
        ],
      },
    ],
  });
  const directory = join(folder, name);
  await writeFile(join(directory, 'internal/service/extend.go'), EXTENSION);
  // One that has found a race ends with another code than 0.
  const binary = await buildService(directory, name, ['-race']);
  return startService(binary, undefined, {
    ...issuer.settings,
    CORS_ORIGINS: SITE,
    HTTP_MAX_BODY: String(MAX_BODY),
    HTTP_REQUEST_TIMEOUT: `${REQUEST_TIMEOUT_MS}ms`,
    HTTP_WRITE_TIMEOUT: `${WRITE_TIMEOUT_MS}ms`,
    UPSTREAM_PARCELS_URL: `http://127.0.0.1:${
      (parcels.address() as AddressInfo).port
    }`,
    UPSTREAM_PARCELS_TIMEOUT: `${UPSTREAM_TIMEOUT_MS}ms`,
    UPSTREAM_PARCELS_CONCURRENCY: '1',
    UPSTREAM_PARCELS_STREAMS: '1',
    RATE_LIMIT_BURST: String(BURST),
    RATE_LIMIT_PER_SECOND: '0.01',
    HEALTH_MAX_AGE: '1ms',
  });
}

for (const router of ROUTERS) {
  describe(`streams of a gateway with ${router}`, () => {
    let edge: RunningService;
    before(async () => {
      edge = await startGateway(router);
    });
    after(async () => {
      assert.equal(await edge?.stop(), 0, 'no race was found');
    });

    const get = (
      path: string,
      headers: Record<string, string>,
      signal?: AbortSignal,
    ) => fetch(`${edge.url}${path}`, { headers, signal });
    const open = (
      headers: Record<string, string>,
      path = '/api/v1/parcel-talk',
    ) =>
      new WebSocket(`${edge.url.replace('http', 'ws')}${path}`, 'parcels.v1', {
        headers,
      });

    /** The answer to a handshake that opens nothing. */
    async function refusal(socket: WebSocket) {
      const [, response] = (await once(socket, 'unexpected-response')) as [
        unknown,
        IncomingMessage,
      ];
      const document = (await json(response)) as { code: string };
      return { status: response.statusCode, code: document.code };
    }

    async function refused(answer: Response, status: number, code: string) {
      assert.equal(answer.status, status);
      const document = (await answer.json()) as Record<string, unknown>;
      assert.equal(document.code, code);
      assert.equal(document.request_id, answer.headers.get('x-request-id'));
    }

    it('come piece by piece, for longer than an answer may take', async () => {
      for (const path of [
        '/api/v1/parcels/events',
        `/api/v1/parcels/${ID}/events`,
      ]) {
        let stream: ServerResponse | undefined;
        let left: Promise<unknown>;
        const began = Date.now();
        parcelsDo = (_, answer) => {
          stream = answer;
          left = once(answer, 'close');
          answer.writeHead(200, { 'content-type': 'text/event-stream' });
          answer.flushHeaders();
        };
        const leaving = new AbortController();
        const answer = await get(
          path,
          {
            ...caller(`listening ${path}`),
            origin: SITE,
            'last-event-id': '7',
          },
          leaving.signal,
        );
        assert.equal(answer.status, 200);
        assert.equal(answer.headers.get('content-type'), 'text/event-stream');
        assert.equal(answer.headers.get('access-control-allow-origin'), SITE);
        assert.equal(lastReached().url, path);
        assert.equal(lastReached().headers['last-event-id'], '7');
        const events = answer
          .body!.pipeThrough(new TextDecoderStream())
          .getReader();
        for (
          let count = 0;
          Date.now() - began < WRITE_TIMEOUT_MS + 500;
          count++
        ) {
          stream!.write(`data: ${count}\n\n`);
          // The next is written when this one has come: none waits for another.
          assert.equal((await events.read()).value, `data: ${count}\n\n`);
          if (count > 100) await setTimeout(50);
        }
        // A stream has a place of its own, and takes none of those of requests.
        parcelsDo = (_, other) => other.writeHead(204).end();
        const beside = await get('/api/v1/parcels', caller(`beside ${path}`));
        assert.equal(beside.status, 204);
        await refused(
          await get(path, caller(`crowded ${path}`)),
          503,
          'upstream_busy',
        );
        leaving.abort();
        await left!;
      }
    });

    it('end where the service breaks off or goes away', async () => {
      parcelsDo = (asked, answer) => {
        answer.writeHead(200).flushHeaders();
        answer.write('data: 1\n\n', () => asked.socket.destroy());
      };
      const answer = await get('/api/v1/parcels/events', caller('broken off'));
      await assert.rejects(answer.text());

      const socket = open(caller('cut off'));
      await once(socket, 'open');
      const closed = once(socket, 'close');
      connected.at(-1)!.terminate();
      assert.equal((await closed)[0], 1006);
    });

    it('are for callers that are known and may, and so often', async () => {
      const path = '/api/v1/parcels/events';
      await refused(await get(path, {}), 401, 'credentials_required');
      await refused(
        await get(path, caller('talker', 'parcel-talk:read')),
        403,
        'insufficient_scope',
      );
      assert.deepEqual(await refusal(open({})), {
        status: 401,
        code: 'credentials_required',
      });
      assert.deepEqual(await refusal(open(caller('deaf', 'parcels:read'))), {
        status: 403,
        code: 'insufficient_scope',
      });
      assert.deepEqual(reached, []);
      // Each route has limits of its own.
      for (let count = 0; count < BURST; count++) {
        assert.equal((await get(path, caller('often'))).status, 204);
        const socket = open(caller('often'));
        await once(socket, 'open');
        const ended = once(connected.at(-1)!, 'close');
        socket.terminate();
        await ended;
      }
      await refused(await get(path, caller('often')), 429, 'rate_limited');
      assert.deepEqual(await refusal(open(caller('often'))), {
        status: 429,
        code: 'rate_limited',
      });
      assert.equal(reached.length, 2 * BURST);
    });

    it('pass WebSockets on both ways, and how they end', async () => {
      for (const path of ['/api/v1/parcel-talk', '/ws/parcels']) {
        const socket = open(
          { ...caller(`talking ${path}`), cookie: 'session=1' },
          path,
        );
        await once(socket, 'open');
        assert.equal(socket.protocol, 'parcels.v1');
        const { url, headers } = lastReached();
        assert.equal(url, path);
        assert.equal(headers.cookie, undefined);
        assert.equal(headers['x-forwarded-for'], '127.0.0.1');
        assert.match(headers.authorization!, /^Bearer /);
        await setTimeout(WRITE_TIMEOUT_MS + 200);
        for (const [message, isBinary] of [
          [Buffer.from('hello, grüß dich'), false],
          [Buffer.alloc(4 * MAX_BODY, 'x'), true],
          [Buffer.from([0, 255, 10, 13]), true],
        ] as const) {
          const back = once(socket, 'message');
          socket.send(message, { binary: isBinary });
          assert.deepEqual(await back, [message, isBinary]);
        }
        const pong = once(socket, 'pong');
        socket.ping('there?');
        assert.equal(String((await pong)[0]), 'there?');
        const closed = once(socket, 'close');
        connected.at(-1)!.close(4001, 'enough');
        const [code, reason] = (await closed) as [number, Buffer];
        assert.deepEqual([code, String(reason)], [4001, 'enough']);

        const other = open(caller(`leaving ${path}`), path);
        await once(other, 'open');
        const ended = once(connected.at(-1)!, 'close');
        other.close(4002, 'gone');
        assert.equal((await ended)[0], 4002);
      }
      await waitUntil(
        'the connections are counted',
        async () => {
          const page = await (await fetch(`${edge.adminUrl}/metrics`)).text();
          return page.includes(
            'http_server_requests_total{method="GET",route="/api/v1/parcel-talk",status="101"}',
          );
        },
        5000,
      );
    });

    it('are opened by pages of sites that may read answers alone', async () => {
      const { host } = new URL(edge.url);
      for (const origin of [SITE, `http://${host}`]) {
        const socket = open({ ...caller(`page of ${origin}`), origin });
        await once(socket, 'open');
        socket.terminate();
        await once(connected.at(-1)!, 'close');
      }
      reached = [];
      for (const origin of ['https://evil.example', `${SITE}.evil.example`]) {
        assert.deepEqual(
          await refusal(open({ ...caller('hijacked page'), origin })),
          { status: 403, code: 'cross_origin' },
        );
      }
      assert.deepEqual(reached, []);
    });

    it('are nothing else', async () => {
      const as = caller('other');
      const plain = await get('/api/v1/parcel-talk', as);
      assert.equal(plain.headers.get('upgrade'), 'websocket');
      await refused(plain, 426, 'upgrade_required');
      await refused(
        await get('/api/v1/parcel-talk/more', as),
        404,
        'route_not_found',
      );
      const posted = await fetch(`${edge.url}/api/v1/parcels/events`, {
        method: 'POST',
        headers: as,
      });
      assert.equal(posted.headers.get('allow'), 'GET, HEAD');
      await refused(posted, 405, 'method_not_allowed');
      assert.deepEqual(reached, []);

      const events = open(as, '/api/v1/parcels/events');
      const [, response] = (await once(events, 'unexpected-response')) as [
        unknown,
        IncomingMessage,
      ];
      assert.equal(response.statusCode, 204);
      assert.equal(lastReached().headers.upgrade, undefined);
      response.resume();

      const contract = await (await fetch(`${edge.url}/openapi.yaml`)).text();
      assert.match(contract, /operationId: streamParcelsIDEvents/);
      assert.match(contract, /operationId: connectParcelTalk/);
    });

    it('tell which service is silent, and which is away', async () => {
      const as = caller('patient');
      parcelsDo = () => {};
      await refused(
        await get('/api/v1/parcels/events', as),
        504,
        'upstream_timeout',
      );
      parcels.closeAllConnections();
      const { port } = parcels.address() as AddressInfo;
      parcels.close();
      await once(parcels, 'close');
      try {
        assert.deepEqual(await refusal(open(as)), {
          status: 502,
          code: 'upstream_unavailable',
        });
      } finally {
        parcels.listen(port, '127.0.0.1');
        await once(parcels, 'listening');
      }
    });

    it('keep it from stopping in no way', async () => {
      const socket = open(caller('staying'));
      await once(socket, 'open');
      const [closed, ended] = [
        once(socket, 'close'),
        once(connected.at(-1)!, 'close'),
      ];
      assert.equal(await edge.stop(), 0);
      await Promise.all([closed, ended]);
      await edge.restart();
    });
  });
}
