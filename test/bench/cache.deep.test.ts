// What the cache saves: the same service with it and without, on the same
// PostgreSQL, where each reading of a row takes 5 ms and is counted.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { writeTree } from '@golden-path/backstage-plugin-golden-path-node';
import { Client } from 'pg';
import { theComposer } from '../matrix/service';
import { orderAnswers } from '../support/answers';
import { inFolder } from '../support/folders';
import {
  goEnvironment,
  runService,
  type RunningService,
} from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { runOrThrow } from '../support/processes';
import { startRedis } from '../support/redis';

const CUSTOMERS = 2000;
const REQUESTS = 60_000;
const WORKERS = 32;
const TOGETHER = 1000;
/** The least that the cache must save, and how much faster it must make. */
const LEAST = { avoided: 0.95, ratio: 3 };
/** Both services have as many connections: what one of three replicas gets of 12. */
const SETTINGS = { DATABASE_CONNECTION_LIMIT: '12', REDIS_TIMEOUT: '5s' };

interface Figures {
  readonly PerSecond: number;
  readonly Failures: number;
}

interface Subject {
  readonly service: RunningService;
  /** Sends a load, and returns its figures and the readings that it cost. */
  load(...args: string[]): Promise<Figures & { reads: number }>;
}

/** Rows, whose every reading takes 5 ms and the next number of a sequence. */
const SLOW = `
  INSERT INTO customers (id, email)
    SELECT gen_random_uuid(), n || '@example.com' FROM generate_series(1, ${CUSTOMERS}) AS n;
  ALTER TABLE customers RENAME TO customers_kept;
  CREATE SEQUENCE readings MINVALUE 0 START 0;
  SELECT nextval('readings');
  CREATE VIEW customers AS SELECT kept.* FROM customers_kept AS kept CROSS JOIN LATERAL
    (SELECT nextval('readings') + length(pg_sleep(0.005)::text) WHERE kept.id IS NOT NULL) AS slow`;

async function start(
  folder: string,
  postgres: Postgres,
  name: string,
  data: readonly string[],
  environment: Record<string, string>,
): Promise<Subject> {
  const directory = join(folder, name);
  const { tree } = await (
    await theComposer()
  ).compose({ ...orderAnswers(name), patterns: { data: [...data] } });
  await writeTree(tree, directory);
  const dsn = await postgres.createDatabase(name);
  const service = await runService(directory, name, dsn, environment);
  const query = async (sql: string) => {
    const client = new Client(dsn);
    await client.connect();
    try {
      return (await client.query(sql)) as { rows: Record<string, string>[] };
    } finally {
      await client.end();
    }
  };
  await query(SLOW);
  const ids = join(folder, `${name}.ids`);
  const { rows } = await query('SELECT id FROM customers_kept');
  await writeFile(ids, rows.map(({ id }) => id).join('\n'));
  const readings = async () =>
    Number(
      (await query('SELECT last_value FROM readings')).rows[0]?.last_value,
    );
  return {
    service,
    load: async (mode, ...numbers) => {
      const before = await readings();
      const url = `${service.url}/api/v1/customers/`;
      const { stdout } = await runOrThrow(join(folder, 'load'), [
        ...[mode!, url, ids],
        ...numbers,
      ]);
      return { ...JSON.parse(stdout), reads: (await readings()) - before };
    },
  };
}

async function compare(
  context: TestContext,
  cached: Subject,
  direct: Subject,
): Promise<void> {
  const together = await cached.load('once', String(TOGETHER));
  context.diagnostic(
    `${TOGETHER} who miss at once: ${
      together.reads
    } queries; without the cache ${
      (await direct.load('once', String(TOGETHER))).reads
    }`,
  );
  assert.deepEqual(
    { reads: together.reads, failures: together.Failures },
    { reads: 1, failures: 0 },
  );

  const zipf = ['zipf', String(REQUESTS), String(WORKERS)];
  const first = await cached.load(...zipf);
  const avoided = 1 - first.reads / REQUESTS;
  context.diagnostic(
    `Zipf 1.0 over ${CUSTOMERS} rows, ${REQUESTS} requests from an empty cache: ${
      first.reads
    } queries, ${(100 * avoided).toFixed(1)} % avoided`,
  );
  assert.equal(first.Failures, 0);
  assert.ok(avoided >= LEAST.avoided);

  const slow = await direct.load(
    'zipf',
    String(REQUESTS / 10),
    String(WORKERS),
  );
  const fast = await cached.load(...zipf);
  const ratio = fast.PerSecond / slow.PerSecond;
  context.diagnostic(
    `requests a second on a query of 5 ms with 4 connections: ${
      fast.PerSecond
    } with the cache, ${slow.PerSecond} without, ratio ${ratio.toFixed(1)}`,
  );
  assert.equal(slow.Failures + fast.Failures, 0);
  assert.ok(ratio >= LEAST.ratio);
}

test('the cache saves queries, and time', context =>
  inFolder(async folder => {
    await runOrThrow('go', ['build', '-o', join(folder, 'load'), 'main.go'], {
      cwd: join(__dirname, 'load'),
      env: goEnvironment({ GOFLAGS: '' }),
    });
    const postgres = await startPostgres();
    const redis = await startRedis();
    const running: RunningService[] = [];
    try {
      const cached = await start(
        folder,
        postgres,
        'cached',
        ['redis', 'cache-aside'],
        { ...SETTINGS, REDIS_URL: redis.url },
      );
      running.push(cached.service);
      const direct = await start(folder, postgres, 'direct', [], SETTINGS);
      running.push(direct.service);
      await compare(context, cached, direct);
    } finally {
      for (const service of running) await service.stop();
      await redis.stop();
      await postgres.stop();
    }
  }));
