import assert from 'node:assert/strict';
import { it } from 'node:test';
import { BURST, MAX_BODY, NOBODY, refused, SITE, type Edge } from './edge';

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

/** What a gateway lets pages of a site read, and what of others not. */
export function pages(edge: Edge): void {
  const preflight = (origin: string, path: string) =>
    fetch(`${edge.gateway.url}/api/v1/${path}`, {
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
    assert.deepEqual(edge.reached, []);
  });

  it('lets them read answers, and no others, whatever a service says', async () => {
    const as = edge.caller('page');
    const direct = await fetch(`${edge.orders.url}/api/v1/customers`, {
      headers: { origin: STRANGERS[0]! },
    });
    assert.equal(direct.headers.get('access-control-allow-origin'), '*');
    let count = 0;
    await isForTheSite(async origin => {
      const email = `page${count++}@b.example`;
      const stored = await edge.send(
        'POST',
        'customers',
        { ...as, ...origin },
        { email },
      );
      assert.match(stored.headers.get('location')!, /^\/api\/v1\/customers\//);
      assert.equal(stored.headers.get('etag'), '"1"');
      return stored;
    }, 201);

    edge.parcelsDo = (_, answer) =>
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
      const answer = await edge.send('GET', 'parcels', { ...as, ...origin });
      const exposed = answer.headers.get('access-control-expose-headers') ?? '';
      assert.doesNotMatch(exposed, /X-Secret/);
      assert.match(answer.headers.get('vary')!, /Accept/);
      return answer;
    }, 200);
  });

  it('lets them read failures: its own, and those of a service', async () => {
    const as = edge.caller('failing page');
    const asking =
      (
        method: string,
        path: string,
        headers: Record<string, string>,
        body?: object,
      ) =>
      (origin: Record<string, string>) =>
        edge.send(method, path, { ...headers, ...origin }, body);
    await isForTheSite(
      asking('GET', 'parcels', {}),
      401,
      'credentials_required',
    );
    await isForTheSite(
      asking(
        'POST',
        'parcels',
        edge.caller('reading page', 'parcels:read'),
        {},
      ),
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
    assert.deepEqual(edge.reached, []);

    await isForTheSite(asking('POST', 'customers', as, {}), 422, 'invalid');
    await isForTheSite(
      asking('GET', `customers/${NOBODY}`, as),
      404,
      'not_found',
    );
    edge.parcelsDo = asked => asked.resume();
    await isForTheSite(
      asking('POST', 'parcels', edge.caller('large page'), {
        label: 'a'.repeat(MAX_BODY),
      }),
      413,
      'too_large',
    );
    edge.parcelsDo = asked => asked.socket.destroy();
    await isForTheSite(
      asking('GET', 'parcels', edge.caller('broken page')),
      502,
      'upstream_unavailable',
    );
    const often = edge.caller('often page');
    edge.parcelsDo = (_, answer) => answer.writeHead(204).end();
    for (let count = 0; count < BURST; count++) {
      assert.equal((await edge.send('GET', 'parcels', often)).status, 204);
    }
    await isForTheSite(asking('GET', 'parcels', often), 429, 'rate_limited');
  });

  it('lets them read that a service is busy, and that it is silent', async () => {
    let held: Promise<void>;
    const as = edge.caller('patient page');
    await new Promise<void>(resolve => {
      edge.parcelsDo = () => resolve();
      held = isForTheSite(
        async origin => edge.send('GET', 'parcels', { ...as, ...origin }),
        504,
        'upstream_timeout',
      );
    });
    const busy = await edge.send('GET', 'parcels', { ...as, origin: SITE });
    assert.deepEqual(sharing(busy), SHARED);
    assert.match(
      busy.headers.get('access-control-expose-headers')!,
      /Retry-After/,
    );
    await refused(busy, 503, 'upstream_busy');
    await held!;
  });
}
