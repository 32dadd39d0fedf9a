import assert from 'node:assert/strict';
import { it } from 'node:test';
import { BURST, refused, type Edge } from './edge';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

/** Who may ask a gateway, how often, and what services learn of them. */
export function callers(edge: Edge): void {
  it('lets nobody through who is not known and may not', async () => {
    await refused(
      await edge.send('GET', 'parcels', {}),
      401,
      'credentials_required',
    );
    const [head] = edge.caller('forger').authorization!.split('.');
    const forged = { authorization: `${head}.${head}.${head}` };
    assert.equal((await edge.send('GET', 'parcels', forged)).status, 401);
    const reader = edge.caller('reader', 'parcels:read');
    await refused(
      await edge.send('POST', 'parcels', reader, {}),
      403,
      'insufficient_scope',
    );
    assert.deepEqual(edge.reached, []);
    assert.equal((await edge.send('GET', 'parcels', reader)).status, 204);
    assert.equal(edge.reached.length, 1);
  });

  it('bounds how often a caller may ask, whoever else does', async () => {
    const often = edge.caller('often');
    for (let request = 0; request < BURST; request++) {
      assert.equal((await edge.send('GET', 'parcels', often)).status, 204);
    }
    const answer = await edge.send('GET', 'parcels', often);
    assert.match(answer.headers.get('retry-after')!, /^\d+$/);
    await refused(answer, 429, 'rate_limited');
    assert.equal(edge.reached.length, BURST);
    assert.equal(
      (await edge.send('GET', 'parcels', edge.caller('seldom'))).status,
      204,
    );
  });

  it('tells who asks, and of which trace, and believes no stranger', async () => {
    const as = edge.caller('stranger');
    const answer = await edge.send('GET', 'parcels?label=%20a', {
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
    const [{ url, headers } = { headers: {} }] = edge.reached;
    assert.equal(url, '/api/v1/parcels?label=%20a');
    assert.match(String(headers.traceparent), new RegExp(`^00-${TRACE}-`));
    const { host } = new URL(edge.gateway.url);
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
}
