// Two replicas of a composed service that count their callers together, with
// rates of their own for one route and one method.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  buildService,
  startService,
  type RunningService,
} from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { run } from '../support/processes';
import { startRedis } from '../support/redis';
import type { LocalServer } from '../support/localServer';
import { compose, post } from './callingServices';

const GRPC_OK = '0';
const GRPC_RESOURCE_EXHAUSTED = '8';
const LIST = '/parcels.parcel.v1.ParcelService/ListParcels';
const EXPORT = '/parcels.parcel.v1.ParcelService/ExportParcels';
const ROUTE = { perSecond: 5, burst: 10 };
const METHOD_BURST = 3;

let folder: string;
let binary: string;
let dsn: string;
let postgres: Postgres;
let redis: LocalServer;
const replicas: RunningService[] = [];
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-limits-'));
  postgres = await startPostgres();
  redis = await startRedis();
  dsn = await postgres.createDatabase('parcels');
  await compose(folder, 'parcels', {
    patterns: {
      rpc: ['grpc'],
      data: ['redis'],
      security: ['rate-limit', 'rate-limit-redis'],
    },
    resources: [
      {
        name: 'parcel',
        fields: [{ name: 'label', type: 'text', required: true }],
      },
    ],
  });
  binary = await buildService(join(folder, 'parcels'), 'parcels', ['-race']);
  for (let replica = 0; replica < 2; replica++) {
    replicas.push(
      await startService(binary, dsn, {
        REDIS_URL: redis.url,
        RATE_LIMIT_WITHOUT_REDIS: 'closed',
        RATE_LIMIT_ROUTES: `POST /api/v1/parcels=${ROUTE.perSecond}:${ROUTE.burst}`,
        RATE_LIMIT_METHODS: `${LIST}=0.001:${METHOD_BURST}`,
      }),
    );
  }
});
after(async () => {
  const codes = [];
  for (const replica of replicas) codes.push(await replica.stop());
  await redis?.stop();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
  assert.deepEqual(codes, [0, 0], 'nothing was cut off, and no race was found');
});

/** Calls a method with an empty message; the status that it ends with. */
async function call({ grpcUrl }: RunningService, path: string) {
  const session = connect(grpcUrl);
  const stream = session.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  let status: unknown;
  for (const event of ['response', 'trailers']) {
    stream.on(event, headers => (status = headers['grpc-status'] ?? status));
  }
  stream.resume().end(Buffer.alloc(5));
  await once(stream, 'close');
  session.close();
  return status;
}

describe('an operation with a rate of its own', () => {
  it('is never used more often than that, whichever replica is asked', async () => {
    const start = Date.now();
    const long = 3_000;
    let [stored, asked] = [0, 0];
    await Promise.all(
      [...replicas, ...replicas].map(async replica => {
        while (Date.now() - start < long) {
          const { status, response, body } = await post(replica, 'parcels', {
            label: 'one',
          });
          asked++;
          assert.equal(
            response.headers.get('ratelimit-policy'),
            `"route";q=${ROUTE.burst};w=${ROUTE.burst / ROUTE.perSecond}`,
          );
          if (status === 201) {
            stored++;
          } else {
            assert.deepEqual([status, body.code], [429, 'rate_limited']);
            assert.match(response.headers.get('retry-after')!, /^[1-9]\d*$/);
          }
        }
      }),
    );
    const within = (ms: number) => ROUTE.burst + (ROUTE.perSecond * ms) / 1_000;
    assert.ok(stored <= within(Date.now() - start), `${stored} of ${asked}`);
    assert.ok(stored >= 0.9 * within(long), `${stored} of ${asked}`);
    assert.ok(asked > 2 * stored, `${stored} of ${asked}`);
  });

  it('leaves the usual rate to the other routes', async () => {
    for (const replica of [...replicas, ...replicas]) {
      const list = await fetch(`${replica.url}/api/v1/parcels`);
      assert.equal(list.status, 200);
      assert.equal(list.headers.get('ratelimit-policy'), '"route";q=200;w=2');
    }
  });

  it('may be a method, of which all replicas count the calls too', async () => {
    const statuses = [];
    for (let turn = 0; turn < METHOD_BURST + 2; turn++) {
      statuses.push(await call(replicas[turn % 2]!, LIST));
    }
    assert.deepEqual(statuses, [
      ...Array<string>(METHOD_BURST).fill(GRPC_OK),
      GRPC_RESOURCE_EXHAUSTED,
      GRPC_RESOURCE_EXHAUSTED,
    ]);
    assert.equal(await call(replicas[0]!, EXPORT), GRPC_OK);
  });

  const mistakes: [string, string, RegExp][] = [
    [
      'RATE_LIMIT_ROUTES',
      'PUT /api/v1/parcels=5:10',
      /RATE_LIMIT_ROUTES names .*PUT \/api\/v1\/parcels.*which the service does not have: use one of .*POST \/api\/v1\/parcels/,
    ],
    [
      'RATE_LIMIT_ROUTES',
      'POST /api/v1/parcels=many',
      /RATE_LIMIT_ROUTES holds .*such as POST \/api\/v1\/parcels=5:10/,
    ],
    [
      'RATE_LIMIT_METHODS',
      `${LIST}=0:10`,
      /RATE_LIMIT_METHODS, \/parcels\..*: 0 a second with 10 at once is no rate/,
    ],
  ];
  for (const [setting, value, expected] of mistakes) {
    it(`keeps the service from starting as ${setting}=${value}`, async () => {
      const { code, stdout, stderr } = await run(binary, ['serve'], {
        env: {
          PATH: process.env.PATH,
          DATABASE_URL: dsn,
          REDIS_URL: redis.url,
          HTTP_ADDRESS: '127.0.0.1:0',
          GRPC_ADDRESS: '127.0.0.1:0',
          ADMIN_ADDRESS: '127.0.0.1:0',
          [setting]: value,
        },
      });
      assert.notEqual(code, 0);
      assert.match(stdout + stderr, expected);
    });
  }
});
