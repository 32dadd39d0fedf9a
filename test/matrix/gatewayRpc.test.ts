// Two composed gateways, one before a service over HTTP and one before a service over
// gRPC of the same resources, all with the race detector: whoever asks them the same is
// answered the same.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type {
  Answers,
  ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  buildService,
  startService,
  type RunningService,
} from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { waitUntil } from '../support/waiting';
import { compose, readiness } from './callingServices';

const RESOURCES: ResourceAnswers[] = [
  {
    name: 'depot',
    fields: [
      {
        name: 'name',
        type: 'text',
        required: true,
        unique: true,
        maxLength: 9,
      },
      { name: 'homepage', type: 'text', format: 'url' },
      { name: 'rooms', type: 'integer', min: 0, max: 10, default: 1 },
      { name: 'code', type: 'integer', unique: true },
      {
        name: 'rent',
        type: 'decimal',
        required: true,
        sortable: true,
        precision: 6,
        scale: 2,
      },
      { name: 'share', type: 'decimal', precision: 5, scale: 4 },
      { name: 'open', type: 'boolean', required: true },
      { name: 'heated', type: 'boolean' },
      {
        name: 'kind',
        type: 'enum',
        required: true,
        values: ['hub', 'in_town'],
      },
      { name: 'state', type: 'enum', values: ['new', 'done'], default: 'new' },
      { name: 'mood', type: 'enum', values: ['good', 'bad'] },
      { name: 'built_at', type: 'time', required: true },
      { name: 'left_at', type: 'time' },
      { name: 'opened_on', type: 'date', required: true },
      { name: 'closed_on', type: 'date' },
      { name: 'token', type: 'uuid' },
      { name: 'tags', type: 'list', maxItems: 2 },
      { name: 'scores', type: 'list', items: 'integer', required: true },
    ],
  },
  {
    name: 'shelf',
    plural: 'shelves',
    fields: [
      { name: 'depot', type: 'reference', resource: 'depot', required: true },
      { name: 'type', type: 'text' },
    ],
  },
];

const DEPOT = {
  name: 'one',
  rent: '12.5',
  open: false,
  kind: 'in_town',
  built_at: '2026-01-31T14:45:00.1234567+01:00',
  opened_on: '2026-01-31',
  scores: [1, 2],
};

const WHOLE = {
  ...DEPOT,
  name: 'whole',
  homepage: 'https://example.com/a?b=c',
  rooms: 0,
  code: -3,
  share: '0.1234',
  heated: false,
  state: 'done',
  mood: 'bad',
  left_at: '2026-02-01T00:00:00Z',
  closed_on: '2026-02-28',
  token: '0190B5D2-7B1A-7C3E-9F00-3D1B2C4E5F60',
  tags: ['a', 'ü \u{1F600} "\\'],
};

const NOBODY = '0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60';

/** A gateway, and what is behind it. */
interface Side {
  readonly edge: RunningService;
  readonly service: RunningService;
  /** What was stored, by the names that the test gives it. */
  readonly ids: Map<string, string>;
}

let folder: string;
let postgres: Postgres;
let sides: Side[];

async function composed(name: string, rest: Partial<Answers>): Promise<string> {
  await compose(folder, name, rest);
  return buildService(join(folder, name), name, ['-race']);
}

async function side(protocol: 'http' | 'grpc'): Promise<Side> {
  const [stock, edge] = [`stock${protocol}`, `edge${protocol}`];
  const service = await startService(
    await composed(stock, {
      goldenPath: protocol === 'http' ? 'go-rest-service' : 'go-grpc-service',
      resources: RESOURCES,
    }),
    await postgres.createDatabase(stock),
  );
  const name = `UPSTREAM_${stock.toUpperCase()}`;
  return {
    service,
    edge: await startService(
      await composed(edge, {
        goldenPath: 'go-api-gateway',
        upstreams: [
          {
            name: stock,
            protocol,
            resources: RESOURCES.map(each => ({
              ...each,
              writes: true,
              ...(each.name === 'shelf' && {
                includes: [{ field: 'depot_id', resource: `${stock}.depot` }],
              }),
            })),
          },
        ],
      }),
      undefined,
      {
        [`${name}_URL`]: protocol === 'http' ? service.url : service.grpcUrl,
        HTTP_MAX_BODY: '16KiB',
        HEALTH_MAX_AGE: '1ms',
      },
    ),
    ids: new Map(),
  };
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-gateway-rpc-'));
  postgres = await startPostgres();
  sides = [await side('http'), await side('grpc')];
});
after(async () => {
  const codes = [];
  for (const { edge, service } of sides ?? []) {
    codes.push(await edge.stop(), await service.stop());
  }
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
  assert.deepEqual(codes, [0, 0, 0, 0], 'no race was found');
});

interface Asked {
  readonly headers?: Record<string, string>;
  /** An object as JSON, or text as it is. */
  readonly body?: object | string;
  /** The name by which what is stored can be asked for: `$name`. */
  readonly as?: string;
}

/** What both answer is the same, but for what no two services have in common. */
const HEADERS = [
  'allow',
  'content-type',
  'etag',
  'location',
  'retry-after',
  'www-authenticate',
];

async function answerOf(
  { edge, ids }: Side,
  method: string,
  path: string,
  { headers, body, as }: Asked,
) {
  const named = (text: string) =>
    text.replace(/\$(\w+)/g, (_, name: string) => ids.get(name) ?? name);
  const answer = await fetch(`${edge.url}/api/v1/${named(path)}`, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body && {
      body: named(typeof body === 'string' ? body : JSON.stringify(body)),
    }),
  });
  const text = await answer.text();
  if (as) ids.set(as, (JSON.parse(text) as { id: string }).id);
  const alike = (said: string) =>
    [...ids].reduce(
      (rest, [name, id]) => rest.replaceAll(id, `$${name}`),
      said,
    );
  return {
    status: answer.status,
    headers: HEADERS.map(name => [name, alike(answer.headers.get(name) ?? '')]),
    text,
    body: text === '' ? undefined : readable(JSON.parse(alike(text))),
  };
}

/** A body without the moments and names of its own that each service gives. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      ['created_at', 'updated_at', 'request_id', 'next_cursor'].includes(key)
        ? [key, typeof inner]
        : [key, readable(inner)],
    ),
  );
}

/** Asks both the same, and returns what both answer. */
async function same(
  method: string,
  path: string,
  asked: Asked = {},
  { whole = true } = {},
) {
  const [rest, rpc] = await Promise.all(
    sides.map(each => answerOf(each, method, path, asked)),
  );
  const told = `${method} ${path} ${JSON.stringify(asked.body)}`;
  assert.equal(
    rpc!.status,
    rest!.status,
    `${told}: ${rest!.text} ${rpc!.text}`,
  );
  assert.deepEqual(rpc!.headers, rest!.headers, told);
  if (whole) assert.deepEqual(rpc!.body, rest!.body, told);
  return rest!;
}

describe('a gateway before a service over gRPC', () => {
  it('has the contract of one before a service over HTTP', async () => {
    const [rest, rpc] = await Promise.all(
      sides.map(async ({ edge }) =>
        (
          await (await fetch(`${edge.url}/openapi.yaml`)).text()
        ).replace(/edge(http|grpc)/g, 'edge'),
      ),
    );
    assert.equal(rpc, rest);
  });

  it('creates and reads what it is sent', async () => {
    const created = await same('POST', 'depots', { body: DEPOT, as: 'one' });
    assert.equal(created.status, 201, created.text);
    const whole = await same('POST', 'depots', { body: WHOLE, as: 'whole' });
    assert.equal(whole.status, 201, whole.text);
    const shelf = { depot_id: '$one', type: null };
    const second = await same('POST', 'shelves', { body: shelf, as: 'shelf' });
    assert.equal(second.status, 201, second.text);
    const joined = await same('GET', 'shelves/$shelf?include=depot');
    const { included } = joined.body as {
      included: { depots: { name: string }[] };
    };
    assert.equal(included.depots[0]?.name, 'one');
    await same('GET', 'shelves?include=depot&limit=1');
    for (const path of ['depots/$one', 'depots/$whole', 'shelves/$shelf']) {
      assert.equal((await same('GET', path)).status, 200);
      assert.equal((await same('HEAD', path)).status, 200);
      const held = { headers: { 'if-none-match': '"1"' } };
      assert.equal((await same('GET', path, held)).status, 304);
    }
    assert.equal((await same('GET', `depots/${NOBODY}`)).status, 404);
    assert.equal((await same('GET', 'depots/1')).status, 400);
    assert.equal((await same('GET', 'depots/$one?x=1')).status, 400);
  });

  it('pages through lists and filters them', async () => {
    const first = await same('GET', 'depots?limit=1&sort=created_at');
    const [page] = (first.body as { items: { name: string }[] }).items;
    assert.equal(page?.name, 'one');
    // Cursors hold ids, which differ: each side goes on with its own.
    const next = await Promise.all(
      sides.map(async each => {
        const asked = 'depots?limit=1&sort=created_at';
        const { text } = await answerOf(each, 'GET', asked, {});
        const { next_cursor } = JSON.parse(text) as { next_cursor: string };
        return answerOf(each, 'GET', `depots?cursor=${next_cursor}`, {});
      }),
    );
    for (const { status, text, body } of next) {
      assert.equal(status, 200, text);
      assert.deepEqual(body, next[0]!.body);
      assert.match(text, /"name":"whole".*"next_cursor":null/s);
    }
    for (const [query, found] of [
      ['name=whole', 1],
      ['code=-3', 1],
      ['kind=in_town', 2],
      ['kind=hub', 0],
      ['mood=bad&state=done', 1],
    ] as const) {
      const { body } = await same('GET', `depots?sort=created_at&${query}`);
      assert.equal((body as { items: [] }).items.length, found, query);
    }
    await same('GET', 'shelves?depot_id=$one');
    for (const query of [
      'limit=0',
      'limit=101',
      'limit=x',
      'limit=1&limit=2',
      'sort=name',
      'cursor=x',
      'nothing=1',
      'kind=shop',
      'code=1.5',
      'name=%00',
      'limit=%zz',
    ]) {
      assert.equal((await same('GET', `depots?${query}`)).status, 400, query);
    }
    assert.equal((await same('GET', 'shelves?depot_id=1')).status, 400);
  });

  it('refuses what cannot be read, or breaks a rule, in the same words', async () => {
    for (const [status, body] of [
      [400, '{"broken'],
      [400, '[]'],
      [400, '{} {}'],
      [400, '{"nothing such": 1, "name": 1, "name": 2}'],
      [400, { ...DEPOT, rent: 12.5 }],
      [400, { ...DEPOT, rent: '1e3' }],
      [400, { ...DEPOT, opened_on: '2026-02-30' }],
      [400, { ...DEPOT, built_at: 'today' }],
      [400, { ...DEPOT, token: '1' }],
      [400, { ...DEPOT, scores: [1, 'two'] }],
      [400, { ...DEPOT, kind: 1 }],
      [400, { ...DEPOT, name: 'a\u0000' }],
      [422, {}],
      [422, { ...DEPOT, kind: null, open: null }],
      [422, { ...DEPOT, kind: 'shop' }],
      [422, { ...DEPOT, kind: '' }],
      [422, { ...DEPOT, state: 'old', mood: '' }],
      [422, { ...DEPOT, name: 'ten letters', homepage: 'nowhere' }],
      [422, { ...DEPOT, name: '' }],
      [422, { ...DEPOT, rooms: 11, rent: '123456.7', tags: ['1', '2', '3'] }],
      [409, DEPOT],
      [409, { ...DEPOT, name: 'two', code: -3 }],
    ] as const) {
      const { status: told, text } = await same('POST', 'depots', { body });
      assert.equal(told, status, `${JSON.stringify(body)}: ${text}`);
    }
    // Messages do not tell an empty list from none: it is missing, not too short.
    const empty = { body: { ...DEPOT, scores: [] } };
    const short = await same('POST', 'depots', empty, { whole: false });
    assert.equal(short.status, 422);
    assert.match(short.text, /"pointer":"\/scores"/);
    const nowhere = { body: { depot_id: NOBODY } };
    assert.equal((await same('POST', 'shelves', nowhere)).status, 409);
    for (const [name, value] of [
      ['content-type', 'text/plain'],
      ['content-encoding', 'gzip'],
    ] as const) {
      const asked = { headers: { [name]: value }, body: DEPOT };
      assert.equal((await same('POST', 'depots', asked)).status, 415);
    }
    const queried = await same('POST', 'depots?x=1', { body: DEPOT });
    assert.equal(queried.status, 400);
    // Who refuses it says how much it takes.
    const large = { body: { ...DEPOT, name: 'x'.repeat(17 << 10) } };
    const { status } = await same('POST', 'depots', large, { whole: false });
    assert.equal(status, 413);
    assert.equal((await same('PATCH', 'depots', { body: {} })).status, 405);
  });

  it('replaces and deletes what the client has seen', async () => {
    const put = (tag: string | undefined, body: object) =>
      same('PUT', 'depots/$one', {
        headers: tag === undefined ? {} : { 'if-match': tag },
        body,
      });
    const changed = { ...DEPOT, state: 'done', tags: ['new'] };
    for (const [status, tag] of [
      [428, undefined],
      [400, ''],
      [409, '"7"'],
      [409, 'W/"1"'],
      [409, '"x"'],
      [200, '"1"'],
      [412, '"1"'],
      [200, '*'],
    ] as const) {
      const { status: told, text } = await put(tag, changed);
      assert.equal(told, status, `${tag}: ${text}`);
    }
    assert.equal((await put('*', { ...changed, mood: 'sad' })).status, 422);
    const remove = (path: string, tag?: string) =>
      same('DELETE', path, { headers: tag ? { 'if-match': tag } : {} });
    assert.equal((await remove('depots/$one')).status, 409, 'it is in use');
    assert.equal((await remove('shelves/$shelf', '"7"')).status, 409);
    assert.equal((await remove('shelves/$shelf', '"1"')).status, 204);
    assert.equal((await remove('shelves/$shelf')).status, 404);
    assert.equal((await remove('depots/$one', '"1"')).status, 412);
    assert.equal((await remove('depots/$one', '"3"')).status, 204);
    assert.equal((await same('GET', 'depots/$one')).status, 404);
  });

  it('says so where the service is away, and finds it again', async () => {
    await Promise.all(sides.map(({ service }) => service.kill()));
    const away = { whole: false };
    const list = await same('GET', 'depots', {}, away);
    assert.equal(list.status, 502, list.text);
    assert.equal((list.body as { code: string }).code, 'upstream_unavailable');
    for (const { edge } of sides) {
      const { status, checks } = await readiness(edge);
      assert.equal(status, 200);
      assert.match(JSON.stringify(checks), /"upstream-stock.*refused/);
    }
    await Promise.all(sides.map(({ service }) => service.restart()));
    for (const { edge } of sides) {
      await waitUntil(
        'the service is asked again',
        async () => (await fetch(`${edge.url}/api/v1/depots`)).ok,
        30_000,
      );
    }
  });
});
