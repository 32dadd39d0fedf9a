import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { WebSocket } from 'ws';
import { NOBODY, refused, type Edge } from './edge';

/** The status of the answer to a request that is written as it stands. */
async function statusOf(url: string, request: string): Promise<number> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(request);
  const answer = await text(socket);
  return Number(answer.split(' ')[1]);
}

/** What a gateway passes on, to whom, and what it adds. */
export function routes(edge: Edge): void {
  it('passes on what is published, and the answers as they are', async () => {
    const as = edge.caller('routing');
    const created = await edge.send('POST', 'customers', as, {
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
      [edge.gateway, edge.orders].map(({ url }) =>
        fetch(`${url}${path}`, { headers: as }),
      ),
    );
    assert.equal(through!.status, 200);
    assert.equal(through!.headers.get('etag'), direct!.headers.get('etag'));
    assert.deepEqual(await through!.json(), await direct!.json());
    const unchanged = await edge.send('GET', path.slice('/api/v1/'.length), {
      ...as,
      'if-none-match': through!.headers.get('etag')!,
    });
    assert.equal(unchanged.status, 304);

    const twice = await edge.send('POST', 'customers', as, {
      email: 'a@b.example',
    });
    assert.equal(twice.status, 409, 'what the service refuses is refused');
    const invalid = await edge.send('POST', 'customers', as, {});
    assert.equal(invalid.status, 422);
    const list = await edge.send('GET', 'orders?limit=1', as);
    assert.deepEqual(await list.json(), { items: [], next_cursor: null });
  });

  it('adds what is referred to, from whichever service keeps it', async () => {
    const as = edge.caller('joining');
    const email = 'joined@b.example';
    const stored = await edge.send('POST', 'customers', as, { email });
    const customer = (await stored.json()) as { id: string };
    const ids = [customer.id, NOBODY, customer.id, null];
    edge.parcelsDo = (_, answer) =>
      answer.writeHead(200, { 'content-type': 'application/json' }).end(
        JSON.stringify({
          items: ids.map((id, index) => ({ id: index, customer: id })),
          next_cursor: null,
        }),
      );
    const joined = async (headers: Record<string, string>) => {
      const answer = await edge.send(
        'GET',
        'parcels?include=customer',
        headers,
      );
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
      edge.reached.map(({ url }) => url),
      ['/api/v1/parcels'],
      'the service knows no include',
    );

    // What callers may not read, they do not see by a reference either.
    const blind = await joined(edge.caller('blind', 'parcels:read'));
    assert.deepEqual(blind.included, { customers: [] });
    assert.deepEqual(
      blind.omitted,
      [customer.id, NOBODY].map(id => omitted(id, 403, 'insufficient_scope')),
    );

    await edge.orders.kill();
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
      await edge.orders.restart();
    }
    await refused(
      await edge.send('GET', 'parcels?include=order', as),
      400,
      'invalid_query',
    );
  });

  it('passes on nothing else', async () => {
    const as = edge.caller('nothing else');
    const there = await fetch(`${edge.orders.url}/api/v1/secrets`);
    assert.equal(there.status, 200);
    await refused(
      await edge.send('GET', 'secrets', as),
      404,
      'route_not_found',
    );
    const posted = await edge.send('POST', 'orders', as, {});
    assert.equal(posted.headers.get('allow'), 'GET, HEAD');
    await refused(posted, 405, 'method_not_allowed');

    const contract = await (
      await fetch(`${edge.gateway.url}/openapi.yaml`)
    ).text();
    assert.match(contract, /^ {2}\/api\/v1\/customers:/m);
    assert.doesNotMatch(contract, /secrets/);
  });

  it('is no way to anywhere else', async () => {
    const { authorization } = edge.caller('anywhere');
    const { host } = new URL(edge.parcelsUrl);
    const rest = (to: string) =>
      `HTTP/1.1\r\nHost: ${to}\r\nAuthorization: ${authorization}\r\nConnection: close\r\n\r\n`;
    // What is asked of another host is asked of the services behind, or of nobody.
    assert.equal(
      await statusOf(
        edge.gateway.url,
        `GET http://evil.example/api/v1/parcels ${rest(host)}`,
      ),
      204,
    );
    assert.equal(
      await statusOf(
        edge.gateway.url,
        `GET /api/v1/parcels ${rest('evil.example:1')}`,
      ),
      204,
    );
    assert.equal(edge.reached.length, 2);
    assert.ok(edge.reached.every(({ headers }) => headers.host === host));
    assert.ok(edge.reached.every(({ url }) => url === '/api/v1/parcels'));

    edge.reached = [];
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
        await statusOf(edge.gateway.url, `GET ${target} ${rest(host)}`),
        status,
        target,
      );
    }
    assert.notEqual(
      await statusOf(edge.gateway.url, `CONNECT ${host} ${rest(host)}`),
      200,
    );
    const smuggled =
      `POST /api/v1/parcels HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${authorization}\r\n` +
      'Connection: close\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /secrets HTTP/1.1\r\nHost: x\r\n\r\n';
    await statusOf(edge.gateway.url, smuggled);
    assert.deepEqual(
      edge.reached.filter(({ url }) => url !== '/api/v1/parcels'),
      [],
    );
  });

  it('upgrades nothing, for it has no streams', async () => {
    const ordinary = new WebSocket(
      `${edge.gateway.url.replace('http', 'ws')}/api/v1/parcels`,
      { headers: edge.caller('upgrading') },
    );
    const [, response] = (await once(ordinary, 'unexpected-response')) as [
      unknown,
      IncomingMessage,
    ];
    assert.equal(response.statusCode, 204);
    assert.equal(edge.reached[0]!.headers.upgrade, undefined);
    response.resume();
  });
}
