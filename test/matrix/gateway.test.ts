// A composed gateway before a composed service, and before one of the test's own
// that tells what reaches it, stays silent, or is away.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, beforeEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import type {
  Answers,
  ResourceAnswers,
  UpstreamAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  buildService,
  startService,
  type RunningService,
} from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { compose, readiness } from './callingServices';
import { startTokenIssuer, type TokenIssuer } from './tokenIssuer';

const ORDERS: ResourceAnswers[] = [
  {
    name: 'customer',
    fields: [{ name: 'email', type: 'text', required: true, unique: true }],
  },
  {
    name: 'order',
    fields: [
      {
        name: 'customer',
        type: 'reference',
        resource: 'customer',
        required: true,
      },
    ],
  },
  { name: 'secret', fields: [{ name: 'text', type: 'text', required: true }] },
];

const UPSTREAMS: UpstreamAnswers[] = [
  {
    name: 'orders',
    resources: ORDERS.slice(0, 2).map(resource => ({
      ...resource,
      writes: resource.name === 'customer',
    })),
  },
  {
    name: 'parcels',
    resources: [
      {
        name: 'parcel',
        writes: true,
        includes: [{ field: 'customer', resource: 'orders.customer' }],
        fields: [
          { name: 'label', type: 'text' },
          { name: 'customer', type: 'uuid' },
        ],
      },
    ],
  },
];

const BURST = 12;
/** The site whose pages may read answers of the gateway. */
const SITE = 'https://shop.example';
/** The times that the gateway gives a request, and the client for its answer. */
const REQUEST_TIMEOUT_MS = 4000;
const WRITE_TIMEOUT_MS = 5000;
const MAX_BODY = 64 << 10;
const NOBODY = '0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const ALL = [
  'customers:read',
  'customers:write',
  'orders:read',
  'parcels:read',
  'parcels:write',
].join(' ');

let folder: string;
let postgres: Postgres;
let issuer: TokenIssuer;
let orders: RunningService;
let edge: RunningService;
let parcels: Server;

/** What the service of the test's own does, and what reached it. */
let parcelsDo: RequestListener;
let reached: { method?: string; url?: string; headers: IncomingHttpHeaders }[];

async function listening(server: Server): Promise<Server> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function composed(name: string, rest: Partial<Answers>): Promise<string> {
  await compose(folder, name, rest);
  // One that has found a race ends with another code than 0.
  return buildService(join(folder, name), name, ['-race']);
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-gateway-'));
  postgres = await startPostgres();
  issuer = await startTokenIssuer('edge');
  parcels = await listening(
    createServer((asked, answer) => {
      const { method, url, headers } = asked;
      reached.push({ method, url, headers });
      parcelsDo(asked, answer);
    }),
  );
  orders = await startService(
    await composed('orders', { resources: ORDERS }),
    await postgres.createDatabase('orders'),
    { CORS_ORIGINS: '*' },
  );
  edge = await startService(
    await composed('edge', {
      goldenPath: 'go-api-gateway',
      patterns: { security: ['authorization', 'jwt', 'rate-limit'] },
      upstreams: UPSTREAMS,
    }),
    undefined,
    {
      CORS_ORIGINS: SITE,
      HTTP_MAX_BODY: String(MAX_BODY),
      HTTP_REQUEST_TIMEOUT: `${REQUEST_TIMEOUT_MS}ms`,
      HTTP_WRITE_TIMEOUT: `${WRITE_TIMEOUT_MS}ms`,
      UPSTREAM_ORDERS_URL: orders.url,
      UPSTREAM_PARCELS_URL: urlOf(parcels),
      UPSTREAM_PARCELS_TIMEOUT: '2s',
      UPSTREAM_PARCELS_CONCURRENCY: '1',
      ...issuer.settings,
      RATE_LIMIT_BURST: String(BURST),
      RATE_LIMIT_PER_SECOND: '0.01',
      HEALTH_MAX_AGE: '1ms',
    },
  );
});
after(async () => {
  const codes = [await edge?.stop(), await orders?.stop()];
  parcels?.closeAllConnections();
  parcels?.close();
  issuer?.stop();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
  assert.deepEqual(codes, [0, 0], 'nothing was cut off, and no race was found');
});
beforeEach(() => {
  reached = [];
  parcelsDo = (_, answer) => answer.writeHead(204).end();
});

/** The header of a caller with scopes; each caller has limits of its own. */
function caller(sub: string, scope = ALL): Record<string, string> {
  return issuer.caller(sub, scope);
}

function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Response> {
  return fetch(`${edge.url}/api/v1/${path}`, {
    method,
    headers: {
      ...headers,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function refused(answer: Response, status: number, code: string) {
  const document = (await answer.json()) as Record<string, unknown>;
  assert.equal(answer.status, status, JSON.stringify(document));
  assert.match(answer.headers.get('content-type')!, /^application\/problem/);
  assert.equal(document.code, code);
  assert.equal(document.request_id, answer.headers.get('x-request-id'));
  assert.doesNotMatch(JSON.stringify(document), /127\.0\.0\.1/);
}

/** The status of the answer to a request that is written as it stands. */
async function statusOf(request: string): Promise<number> {
  const { hostname, port } = new URL(edge.url);
  const socket = connect(Number(port), hostname);
  socket.write(request);
  const answer = await text(socket);
  return Number(answer.split(' ')[1]);
}

describe('a gateway', () => {
  it('passes on what is published, and the answers as they are', async () => {
    const as = caller('routing');
    const created = await send('POST', 'customers', as, {
      email: 'a@b.example',
    });
    assert.equal(created.status, 201);
    const customer = (await created.json()) as { id: string };
    assert.equal(
      created.headers.get('location'),
      `/api/v1/customers/${customer.id}`,
    );
    const path = `/api/v1/customers/${customer.id}`;
    const [through, direct] = await Promise.all(
      [edge, orders].map(({ url }) => fetch(`${url}${path}`, { headers: as })),
    );
    assert.equal(through!.status, 200);
    assert.equal(through!.headers.get('etag'), direct!.headers.get('etag'));
    assert.deepEqual(await through!.json(), await direct!.json());
    const unchanged = await send('GET', path.slice('/api/v1/'.length), {
      ...as,
      'if-none-match': through!.headers.get('etag')!,
    });
    assert.equal(unchanged.status, 304);

    const twice = await send('POST', 'customers', as, { email: 'a@b.example' });
    assert.equal(twice.status, 409, 'what the service refuses is refused');
    const invalid = await send('POST', 'customers', as, {});
    assert.equal(invalid.status, 422);
    const list = await send('GET', 'orders?limit=1', as);
    assert.deepEqual(await list.json(), { items: [], next_cursor: null });
  });

  it('adds what is referred to, from whichever service keeps it', async () => {
    const as = caller('joining');
    const email = 'joined@b.example';
    const stored = await send('POST', 'customers', as, { email });
    const customer = (await stored.json()) as { id: string };
    const ids = [customer.id, NOBODY, customer.id, null];
    parcelsDo = (_, answer) =>
      answer.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          items: ids.map((id, index) => ({ id: index, customer: id })),
          next_cursor: null,
        }),
      );
    const joined = async (headers: Record<string, string>) => {
      const answer = await send('GET', 'parcels?include=customer', headers);
      assert.equal(answer.status, 200);
      return (await answer.json()) as Record<string, unknown>;
    };
    const omitted = (id: string, status: number, code: string) => ({
      include: 'customer',
      id,
      status,
      code,
    });
    const { items, included, omitted: missing } = await joined(as);
    assert.equal((items as []).length, ids.length);
    assert.deepEqual(included, { customers: [customer] });
    assert.deepEqual(missing, [omitted(NOBODY, 404, 'not_found')]);
    assert.deepEqual(
      reached.map(({ url }) => url),
      ['/api/v1/parcels'],
      'the service knows no include',
    );

    // What callers may not read, they do not see by a reference either.
    const blind = await joined(caller('blind', 'parcels:read'));
    assert.deepEqual(blind.included, { customers: [] });
    assert.deepEqual(
      blind.omitted,
      [customer.id, NOBODY].map(id => omitted(id, 403, 'insufficient_scope')),
    );

    await orders.kill();
    try {
      const alone = await joined(as);
      assert.equal((alone.items as []).length, ids.length);
      assert.deepEqual(
        alone.omitted,
        [customer.id, NOBODY].map(id =>
          omitted(id, 502, 'upstream_unavailable'),
        ),
      );
    } finally {
      await orders.restart();
    }
    await refused(
      await send('GET', 'parcels?include=order', as),
      400,
      'invalid_query',
    );
  });

  it('passes on nothing else', async () => {
    const as = caller('nothing else');
    const there = await fetch(`${orders.url}/api/v1/secrets`);
    assert.equal(there.status, 200);
    await refused(await send('GET', 'secrets', as), 404, 'route_not_found');
    const posted = await send('POST', 'orders', as, {});
    assert.equal(posted.headers.get('allow'), 'GET, HEAD');
    await refused(posted, 405, 'method_not_allowed');

    const contract = await (await fetch(`${edge.url}/openapi.yaml`)).text();
    assert.match(contract, /^ {2}\/api\/v1\/customers:/m);
    assert.doesNotMatch(contract, /secrets/);
  });

  it('lets nobody through who is not known and may not', async () => {
    await refused(
      await send('GET', 'parcels', {}),
      401,
      'credentials_required',
    );
    const [head] = caller('forger').authorization!.split('.');
    const forged = { authorization: `${head}.${head}.${head}` };
    assert.equal((await send('GET', 'parcels', forged)).status, 401);
    const reader = caller('reader', 'parcels:read');
    await refused(
      await send('POST', 'parcels', reader, {}),
      403,
      'insufficient_scope',
    );
    assert.deepEqual(reached, []);
    assert.equal((await send('GET', 'parcels', reader)).status, 204);
    assert.equal(reached.length, 1);
  });

  it('bounds how often a caller may ask, whoever else does', async () => {
    const often = caller('often');
    for (let request = 0; request < BURST; request++) {
      assert.equal((await send('GET', 'parcels', often)).status, 204);
    }
    const answer = await send('GET', 'parcels', often);
    assert.match(answer.headers.get('retry-after')!, /^\d+$/);
    await refused(answer, 429, 'rate_limited');
    assert.equal(reached.length, BURST);
    assert.equal((await send('GET', 'parcels', caller('seldom'))).status, 204);
  });

  it('tells who asks, and of which trace, and believes no stranger', async () => {
    const as = caller('stranger');
    const answer = await send('GET', 'parcels?label=%20a', {
      ...as,
      traceparent: `00-${TRACE}-00f067aa0ba902b7-01`,
      'x-request-id': 'one',
      'x-forwarded-for': '198.51.100.7',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'for=198.51.100.7;host=evil.example',
      cookie: 'session=1',
      'x-api-key': 'one of the gateway',
    });
    assert.equal(answer.headers.get('x-request-id'), 'one');
    const [{ url, headers } = { headers: {} }] = reached;
    assert.equal(url, '/api/v1/parcels?label=%20a');
    assert.match(String(headers.traceparent), new RegExp(`^00-${TRACE}-`));
    const { host } = new URL(edge.url);
    assert.deepEqual(
      [
        'authorization',
        'cookie',
        'forwarded',
        'x-api-key',
        'x-forwarded-for',
        'x-forwarded-host',
        'x-forwarded-proto',
        'x-request-id',
      ].map(name => headers[name]),
      [
        as.authorization,
        undefined,
        undefined,
        undefined,
        '127.0.0.1',
        host,
        'http',
        'one',
      ],
    );
  });

  it('is no way to anywhere else', async () => {
    const { authorization } = caller('anywhere');
    const { host } = new URL(urlOf(parcels));
    const rest = (to: string) =>
      `HTTP/1.1\r\nHost: ${to}\r\nAuthorization: ${authorization}\r\nConnection: close\r\n\r\n`;
    // What is asked of another host is asked of the services behind, or of nobody.
    assert.equal(
      await statusOf(`GET http://evil.example/api/v1/parcels ${rest(host)}`),
      204,
    );
    assert.equal(
      await statusOf(`GET /api/v1/parcels ${rest('evil.example:1')}`),
      204,
    );
    assert.equal(reached.length, 2);
    assert.ok(reached.every(({ headers }) => headers.host === host));
    assert.ok(reached.every(({ url }) => url === '/api/v1/parcels'));

    reached = [];
    for (const [status, target] of [
      [404, `http://${host}/secrets`],
      [404, '/api/v1/parcels/../secrets'],
      [404, '/api/v1/parcels/%2e%2e/secrets'],
      [404, '/api/v1/parcels/..%2Fsecrets'],
      [404, '/api/v1/parcels%2F1'],
      [404, '/api/v1/parcels/a%2Fb'],
      [404, '/api/v1/parcels/a%5Cb'],
      [404, '//api/v1/parcels'],
      [404, `/${host}/api/v1/parcels`],
      [400, '/api/v1/parcels/%zz'],
    ] as const) {
      assert.equal(
        await statusOf(`GET ${target} ${rest(host)}`),
        status,
        target,
      );
    }
    assert.notEqual(await statusOf(`CONNECT ${host} ${rest(host)}`), 200);
    const smuggled =
      `POST /api/v1/parcels HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${authorization}\r\n` +
      'Connection: close\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /secrets HTTP/1.1\r\nHost: x\r\n\r\n';
    await statusOf(smuggled);
    assert.deepEqual(
      reached.filter(({ url }) => url !== '/api/v1/parcels'),
      [],
    );
  });

  it('says which service does not answer, and keeps the others', async () => {
    const as = caller('patient');
    let held: Promise<Response>;
    await new Promise<void>(resolve => {
      parcelsDo = () => resolve();
      held = send('GET', 'parcels', as);
    });
    const busy = await send('GET', 'parcels', as);
    assert.equal(busy.headers.get('retry-after'), '1');
    await refused(busy, 503, 'upstream_busy');
    await refused(await held!, 504, 'upstream_timeout');
    assert.equal((await send('GET', 'orders', as)).status, 200);

    parcels.closeAllConnections();
    const { port } = parcels.address() as AddressInfo;
    parcels.close();
    await once(parcels, 'close');
    await refused(
      await send('GET', 'parcels', as),
      502,
      'upstream_unavailable',
    );
    assert.equal((await send('GET', 'orders', as)).status, 200);
    const { status, checks } = await readiness(edge);
    assert.equal(status, 200);
    assert.equal(checks['upstream-orders'], 'ok');
    assert.match(checks['upstream-parcels'] ?? '', /connection refused/);

    parcels.listen(port, '127.0.0.1');
    await once(parcels, 'listening');
    parcelsDo = (_, answer) => answer.writeHead(204).end();
    assert.equal((await send('GET', 'parcels', as)).status, 204);
  });
});

/** What lets pages of an origin read an answer; nothing where it does not come. */
function sharing({ headers }: Response): Record<string, string | null> {
  return Object.fromEntries(
    [
      'access-control-allow-origin',
      'access-control-allow-credentials',
      'access-control-allow-methods',
      'cross-origin-resource-policy',
    ].map(name => [name, headers.get(name)]),
  );
}

const SHARED = {
  'access-control-allow-origin': SITE,
  'access-control-allow-credentials': null,
  'access-control-allow-methods': null,
  'cross-origin-resource-policy': 'cross-origin',
};
const NOT_SHARED = {
  ...SHARED,
  'access-control-allow-origin': null,
  'cross-origin-resource-policy': 'same-site',
};
/** Each is refused, though the service behind lets every site read. */
const STRANGERS = ['https://evil.example', `${SITE}.evil.example`, 'null'];

/** Checks that pages of the site may read an answer, and those of others not. */
async function isForTheSite(
  ask: (origin: Record<string, string>) => Promise<Response>,
  status: number,
  code?: string,
): Promise<void> {
  for (const origin of [SITE, STRANGERS[0]!]) {
    const answer = await ask({ origin });
    const isShared = origin === SITE;
    assert.deepEqual(sharing(answer), isShared ? SHARED : NOT_SHARED, code);
    assert.match(answer.headers.get('vary') ?? '', /\bOrigin\b/);
    assert.equal(
      answer.headers.has('access-control-expose-headers'),
      isShared,
      code,
    );
    if (code) await refused(answer, status, code);
    else assert.equal(answer.status, status);
  }
}

describe('a gateway before pages of a site', () => {
  const preflight = (origin: string, path: string) =>
    fetch(`${edge.url}/api/v1/${path}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization, if-match',
      },
    });

  it('answers preflights itself: they bring no token, and count for nobody', async () => {
    for (let count = 0; count < 2 * BURST; count++) {
      const path = ['parcels', 'customers/1', 'secrets'][count % 3]!;
      const answer = await preflight(SITE, path);
      assert.equal(answer.status, 204);
      assert.deepEqual(sharing(answer), {
        ...SHARED,
        'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
      });
      const allowed = answer.headers.get('access-control-allow-headers')!;
      assert.match(allowed, /Authorization.*If-Match/);
      assert.equal(answer.headers.get('access-control-max-age'), '600');
      assert.equal(answer.headers.get('vary'), 'Origin');
    }
    for (const origin of STRANGERS) {
      const answer = await preflight(origin, 'parcels');
      assert.deepEqual(sharing(answer), NOT_SHARED);
      assert.equal(answer.headers.get('allow'), 'GET, HEAD, POST');
      await refused(answer, 405, 'method_not_allowed');
    }
    assert.deepEqual(reached, []);
  });

  it('lets them read answers, and no others, whatever a service says', async () => {
    const as = caller('page');
    const direct = await fetch(`${orders.url}/api/v1/customers`, {
      headers: { origin: STRANGERS[0]! },
    });
    assert.equal(direct.headers.get('access-control-allow-origin'), '*');
    let count = 0;
    await isForTheSite(async origin => {
      const email = `page${count++}@b.example`;
      const stored = await send(
        'POST',
        'customers',
        { ...as, ...origin },
        { email },
      );
      assert.match(stored.headers.get('location')!, /^\/api\/v1\/customers\//);
      assert.equal(stored.headers.get('etag'), '"1"');
      return stored;
    }, 201);

    parcelsDo = (_, answer) =>
      answer
        .writeHead(200, {
          'access-control-allow-origin': '*',
          'access-control-allow-credentials': 'true',
          'access-control-allow-methods': 'PATCH',
          'access-control-expose-headers': 'X-Secret',
          'cross-origin-resource-policy': 'cross-origin',
          vary: 'Accept',
        })
        .end();
    await isForTheSite(async origin => {
      const answer = await send('GET', 'parcels', { ...as, ...origin });
      const exposed = answer.headers.get('access-control-expose-headers') ?? '';
      assert.doesNotMatch(exposed, /X-Secret/);
      assert.match(answer.headers.get('vary')!, /Accept/);
      return answer;
    }, 200);
  });

  it('lets them read failures: its own, and those of a service', async () => {
    const as = caller('failing page');
    const asking =
      (
        method: string,
        path: string,
        headers: Record<string, string>,
        body?: object,
      ) =>
      (origin: Record<string, string>) =>
        send(method, path, { ...headers, ...origin }, body);
    await isForTheSite(
      asking('GET', 'parcels', {}),
      401,
      'credentials_required',
    );
    await isForTheSite(
      asking('POST', 'parcels', caller('reading page', 'parcels:read'), {}),
      403,
      'insufficient_scope',
    );
    await isForTheSite(asking('GET', 'secrets', as), 404, 'route_not_found');
    await isForTheSite(asking('GET', 'parcels/', as), 404, 'route_not_found');
    await isForTheSite(
      asking('POST', 'orders', as, {}),
      405,
      'method_not_allowed',
    );
    assert.deepEqual(reached, []);

    await isForTheSite(asking('POST', 'customers', as, {}), 422, 'invalid');
    await isForTheSite(
      asking('GET', `customers/${NOBODY}`, as),
      404,
      'not_found',
    );
    parcelsDo = asked => asked.resume();
    await isForTheSite(
      asking('POST', 'parcels', caller('large page'), {
        label: 'a'.repeat(MAX_BODY),
      }),
      413,
      'too_large',
    );
    parcelsDo = asked => asked.socket.destroy();
    await isForTheSite(
      asking('GET', 'parcels', caller('broken page')),
      502,
      'upstream_unavailable',
    );
    const often = caller('often page');
    parcelsDo = (_, answer) => answer.writeHead(204).end();
    for (let count = 0; count < BURST; count++) {
      assert.equal((await send('GET', 'parcels', often)).status, 204);
    }
    await isForTheSite(asking('GET', 'parcels', often), 429, 'rate_limited');
  });

  it('lets them read that a service is busy, and that it is silent', async () => {
    let held: Promise<void>;
    const as = caller('patient page');
    await new Promise<void>(resolve => {
      parcelsDo = () => resolve();
      held = isForTheSite(
        async origin => send('GET', 'parcels', { ...as, ...origin }),
        504,
        'upstream_timeout',
      );
    });
    const busy = await send('GET', 'parcels', { ...as, origin: SITE });
    assert.deepEqual(sharing(busy), SHARED);
    assert.match(
      busy.headers.get('access-control-expose-headers')!,
      /Retry-After/,
    );
    await refused(busy, 503, 'upstream_busy');
    await held!;
  });
});

describe('a gateway without streams', () => {
  it('upgrades nothing', async () => {
    const ordinary = new WebSocket(
      `${edge.url.replace('http', 'ws')}/api/v1/parcels`,
      { headers: caller('upgrading') },
    );
    const [, response] = (await once(ordinary, 'unexpected-response')) as [
      unknown,
      IncomingMessage,
    ];
    assert.equal(response.statusCode, 204);
    assert.equal(reached[0]!.headers.upgrade, undefined);
    response.resume();
  });
});
