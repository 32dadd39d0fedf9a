import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'pg';
import { orderAnswers } from '../../support/answers';
import { composed } from '../../support/composed';
import { inFolder } from '../../support/folders';
import {
  buildService,
  startService,
  type RunningService,
} from '../../support/goService';
import { startNats } from '../../support/nats';
import { startPostgres } from '../../support/postgres';
import { startRedis, startRedisCluster } from '../../support/redis';
import { undoing } from '../../support/undoing';
import { waitUntil } from '../../support/waiting';
import { assertAnswers, describe, type Outage } from './answers';
import { startClients, type Clients } from './clients';

const PATIENCE_MS = 60_000;
/** What the service may take for a request, and what it is given to say so. */
const REQUEST_TIMEOUT_MS = 3_000;
const GRACE_MS = 2_000;
/** What the number of goroutines swings by under the same load, in each replica. */
const SWING = 20;
/** The time between two looks at the probes, as Kubernetes leaves it. */
const PROBE_MS = 1_000;
/** The replicas of the service, which share their stores. */
const REPLICAS = 2;

/** A store that goes away and comes back. */
interface Store {
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** What the service keeps its rows with, and where its cache is. */
interface Kinds {
  readonly access: 'gorm' | 'pgx' | 'sqlc';
  readonly redis: 'single' | 'cluster';
}

/** How often the stores go away, and for how long. */
interface Schedule {
  readonly rounds: number;
  /** How many requests at least are answered meanwhile, and again afterwards. */
  readonly requests: number;
  /** The time in ms for which a store is away at least. */
  readonly awayMs: number;
}

/**
 * Takes PostgreSQL and then Redis away from two replicas of a service under load, again
 * and again. Nobody restarts the service. Of a cluster of Redis a master goes away, and a
 * replica takes its place before it is back.
 *
 * While PostgreSQL is away each request is answered in its time, with what the cache has
 * or a problem of status 503, and the service says that it is not ready; without Redis it
 * stays ready, and no request fails. At no time does anyone read a version older than one
 * that was acknowledged before. Afterwards every acknowledged write is there with its
 * event, and the service holds no more goroutines than before.
 */
export function storesGoAway(
  { access, redis: kind }: Kinds,
  { rounds, requests, awayMs }: Schedule,
): Promise<void> {
  return inFolder(async folder => {
    const directory = await composed(folder, {
      ...orderAnswers(),
      patterns: {
        access,
        data: ['redis', 'cache-aside', 'outbox'],
        broker: ['nats'],
      },
    });
    await undoing(async undo => {
      const postgres = await startPostgres({ durable: true });
      undo(() => postgres.stop());
      const redis =
        kind === 'cluster'
          ? await startRedisCluster({ replicas: 1 })
          : await startRedis();
      undo(() => redis.stop());
      const nats = await startNats();
      undo(() => nats.stop());
      const dsn = await postgres.createDatabase('orders');
      const binary = await buildService(directory, 'orders');
      const settings = {
        NATS_URL: nats.url,
        REDIS_URL: redis.url,
        REDIS_MODE: kind,
        OUTBOX_INTERVAL: '20ms',
        HEALTH_MAX_AGE: '100ms',
        HTTP_REQUEST_TIMEOUT: `${REQUEST_TIMEOUT_MS}ms`,
      };
      const replicas: RunningService[] = [];
      for (let replica = 0; replica < REPLICAS; replica += 1) {
        const service = await startService(binary, dsn, settings);
        undo(() => service.kill());
        replicas.push(service);
      }
      const clients = startClients(
        replicas.map(({ url }) => url),
        REQUEST_TIMEOUT_MS + GRACE_MS,
      );
      undo(() => clients.stop());
      const outages: Outage[] = [];
      const load = { replicas, clients, requests, awayMs };

      await more(clients, requests);
      await waitUntil(
        'the cache answers',
        () => areCached(replicas),
        PATIENCE_MS,
      );
      const goroutines = await measure(replicas, 'go_goroutines');
      for (let round = 0; round < rounds; round += 1) {
        outages.push(
          await outage('postgres', postgres, load),
          await outage('redis', redis, load),
        );
      }
      await waitUntil(
        `there are about ${goroutines} goroutines again`,
        async () =>
          (await measure(replicas, 'go_goroutines')) <=
          goroutines + SWING * REPLICAS,
        PATIENCE_MS,
      );
      await clients.stop();

      assertAnswers(clients.answers, outages);
      assert.deepEqual(clients.stale, [], 'nothing that was read was over');
      const client = new Client({ connectionString: dsn });
      await client.connect();
      undo(() => client.end());
      await assertStored(client, clients);
      process.stdout.write(
        `${access}, ${kind} Redis: ${describe(clients.answers, outages)}\n`,
      );
    });
  });
}

/** Takes the store away and gives it back, and waits until the service is well again. */
async function outage(
  of: Outage['of'],
  store: Store,
  {
    replicas,
    clients,
    requests,
    awayMs,
  }: {
    replicas: readonly RunningService[];
    clients: Clients;
    requests: number;
    awayMs: number;
  },
): Promise<Outage> {
  const isReady = of === 'redis';
  const from = Date.now();
  await store.kill();
  await waitUntil(
    `readiness tells that ${of} is away`,
    async () => {
      const told = await readiness(replicas);
      return told.every(({ ready, checks }) => {
        if (of === 'redis') assert.ok(ready);
        return ready === isReady && checks[of] !== 'ok';
      });
    },
    PATIENCE_MS,
  );
  await more(clients, requests);
  do {
    for (const { ready } of await readiness(replicas)) {
      assert.equal(ready, isReady);
    }
    for (const { adminUrl } of replicas) {
      assert.equal((await fetch(`${adminUrl}/livez`)).status, 200);
    }
    await setTimeout(PROBE_MS);
  } while (Date.now() < from + awayMs);
  await store.start();
  await waitUntil(
    `readiness tells that ${of} is back`,
    async () => {
      const told = await readiness(replicas);
      return told.every(({ ready, checks }) => ready && checks[of] === 'ok');
    },
    PATIENCE_MS,
  );
  const to = Date.now();
  await waitUntil('the cache answers', () => areCached(replicas), PATIENCE_MS);
  await more(clients, requests);
  return { of, from, to };
}

/** Waits for so many more answers. */
function more({ answers }: Clients, requests: number): Promise<void> {
  const enough = answers.length + requests;
  return waitUntil(
    `${requests} more requests are answered`,
    async () => answers.length >= enough,
    PATIENCE_MS,
  );
}

/** What each replica tells of its stores. */
function readiness(replicas: readonly RunningService[]) {
  return Promise.all(
    replicas.map(async ({ adminUrl }) => {
      const answer = await fetch(`${adminUrl}/readyz`);
      const { checks } = (await answer.json()) as {
        checks: Record<string, string>;
      };
      return { ready: answer.ok, checks };
    }),
  );
}

/** The sum of a measure over all of its labels and all replicas. */
async function measure(
  replicas: readonly RunningService[],
  name: string,
): Promise<number> {
  const pages = await Promise.all(
    replicas.map(async ({ adminUrl }) =>
      (await fetch(`${adminUrl}/metrics`)).text(),
    ),
  );
  const lines = pages.flatMap(page =>
    page.split('\n').filter(line => new RegExp(`^${name}[{ ]`).test(line)),
  );
  assert.notEqual(lines.length, 0, `${name} is measured`);
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

async function areCached(replicas: readonly RunningService[]) {
  return (await measure(replicas, 'cache_used')) === replicas.length;
}

/** What was acknowledged is stored, and every change has its event. */
async function assertStored(client: Client, { customers }: Clients) {
  const { rows } = await client.query<{
    id: string;
    email: string;
    version: string;
  }>('SELECT id, email, version FROM customers');
  const stored = new Map(rows.map(row => [row.id, row]));
  for (const one of customers) {
    const found = stored.get(one.path.split('/').at(-1)!);
    assert.ok(found, `${one.path} is there`);
    const version = Number(found.version);
    assert.ok(version >= one.acknowledged, `${one.path} is as new as it was`);
    const known = one.emails.get(version);
    assert.ok(
      known === found.email ||
        (known === undefined && one.doubtful.has(found.email)),
      `${one.path} has the address of its version`,
    );
  }
  await waitUntil(
    'the event of every change is sent',
    async () => {
      const { rows: counts } = await client.query<{ unsent: number }>(
        `SELECT (SELECT sum(version) FROM customers)
              - (SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL) AS unsent`,
      );
      return Number(counts[0]?.unsent) === 0;
    },
    PATIENCE_MS,
  );
}
