// A composed service with a cache before a primary and a standby that is held back:
// what is read by its id is never behind, and lists come from the standby.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from 'pg';
import { orderAnswers } from '../support/answers';
import { composed } from '../support/composed';
import { inFolder } from '../support/folders';
import { runService } from '../support/goService';
import { startPostgres } from '../support/postgres';
import { startRedis } from '../support/redis';
import { undoing } from '../support/undoing';
import { waitUntil } from '../support/waiting';

const CUSTOMERS = '/api/v1/customers';
const PATIENCE_MS = 30_000;

test('a cache beside a standby that is behind is not', () =>
  inFolder(async folder => {
    const directory = await composed(folder, {
      ...orderAnswers(),
      patterns: { data: ['read-replicas', 'redis', 'cache-aside'] },
    });
    await undoing(async undo => {
      const postgres = await startPostgres();
      undo(() => postgres.stop());
      const redis = await startRedis();
      undo(() => redis.stop());
      const dsn = await postgres.createDatabase('orders');
      const standby = await postgres.startStandby();
      const admin = new Client({ connectionString: standby.dsn });
      await admin.connect();
      undo(() => admin.end());
      const service = await runService(directory, 'orders', dsn, {
        REPLICA_URLS: standby.dsn.replace('/postgres?', '/orders?'),
        REPLICA_MAX_LAG: '1h',
        REDIS_URL: redis.url,
      });
      undo(() => service.kill());
      const emailAt = async (path: string) => {
        const answer = await fetch(`${service.url}${path}`);
        return answer.status === 200
          ? ((await answer.json()) as { email: string }).email
          : answer.status;
      };
      const listed = async () => {
        const answer = await fetch(`${service.url}${CUSTOMERS}?limit=100`);
        const { items } = (await answer.json()) as {
          items: { email: string }[];
        };
        return items.map(({ email }) => email);
      };
      const write = async (method: string, path: string, email: string) => {
        const answer = await fetch(`${service.url}${path}`, {
          method,
          headers: { 'content-type': 'application/json', 'if-match': '*' },
          body: JSON.stringify({ email }),
        });
        assert.ok(answer.ok, await answer.clone().text());
        return answer.headers.get('location') ?? path;
      };
      const hits = async () => {
        const measures = await fetch(`${service.adminUrl}/metrics`);
        const [, count] =
          /cache_requests_total\{[^}]*result="hit"[^}]*\} (\d+)/.exec(
            await measures.text(),
          ) ?? [];
        return Number(count ?? 0);
      };
      const path = await write('POST', CUSTOMERS, 'zero@example.com');
      // A service that has just started leaves the cache alone for a moment.
      await waitUntil(
        'the cache answers',
        async () => {
          await emailAt(path);
          return (await hits()) > 0;
        },
        PATIENCE_MS,
      );
      await waitUntil(
        'the standby answers lists',
        async () =>
          (await listed()).includes('zero@example.com') &&
          (
            await (await fetch(`${service.adminUrl}/metrics`)).text()
          ).match(
            /postgres_replica_reads_total\{endpoint="127[^}]*\} [1-9]/,
          ) !== null,
        PATIENCE_MS,
      );
      await admin.query('SELECT pg_wal_replay_pause()');
      const before = await hits();
      for (let n = 1; n <= 20; n += 1) {
        await write('PUT', path, `${n}@example.com`);
        for (let turn = 0; turn < 3; turn += 1) {
          assert.equal(await emailAt(path), `${n}@example.com`);
        }
        const other = await write('POST', CUSTOMERS, `new${n}@example.com`);
        assert.equal(await emailAt(other), `new${n}@example.com`);
      }
      assert.deepEqual(await listed(), ['zero@example.com'], 'the standby');
      await admin.query('SELECT pg_wal_replay_resume()');
      await waitUntil(
        'the standby has come up',
        async () => (await listed()).length === 21,
        PATIENCE_MS,
      );
      assert.ok((await hits()) > before, 'the cache answered too');
    });
  }));
