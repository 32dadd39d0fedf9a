// Counts of a service in two processes, while orders change all the time, the
// projection is built again and again, and the processes are killed in turn: clients
// always get a whole answer, and at the end it is what the tables hold.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Client } from 'pg';
import { orderAnswers } from '../support/answers';
import { composed } from '../support/composed';
import { inFolder } from '../support/folders';
import { buildService, startService } from '../support/goService';
import { startNats } from '../support/nats';
import { startPostgres } from '../support/postgres';
import { run } from '../support/processes';
import { undoing } from '../support/undoing';
import { waitUntil } from '../support/waiting';
import { changeOrders } from './projection/orders';

const PATIENCE_MS = 120_000;
const WRITES = 1_500;
const KILLS = 4;

const SETTINGS = {
  NATS_ACK_WAIT: '1s',
  NATS_BACKOFF: '100ms',
  OUTBOX_INTERVAL: '20ms',
};

interface Counts {
  items: {
    resource: string;
    count: number;
    fields: { name: string; values: { value: string; count: number }[] }[];
  }[];
}

/** What the tables hold, in the form that the service answers. */
const EXPECTED = `
  SELECT 'customers' AS resource, count(*)::int AS count, '[]'::json AS fields FROM customers WHERE deleted_at IS NULL
  UNION ALL
  SELECT 'orders', count(*)::int, json_build_array(json_build_object('name', 'status', 'values', (
    SELECT json_agg(json_build_object('value', status, 'count', n) ORDER BY status COLLATE "C") FROM (
      SELECT status, count(*) AS n FROM orders WHERE deleted_at IS NULL GROUP BY status) AS by_status)))
  FROM orders WHERE deleted_at IS NULL`;

test('counts are whole at any time, and right at the end', () =>
  inFolder(folder =>
    undoing(async undo => {
      const directory = await composed(folder, {
        ...orderAnswers(),
        patterns: { data: ['outbox', 'inbox', 'projection'], broker: ['nats'] },
      });
      const postgres = await startPostgres();
      undo(() => postgres.stop());
      const nats = await startNats();
      undo(() => nats.stop());
      const dsn = await postgres.createDatabase('orders');
      const settings = { ...SETTINGS, NATS_URL: nats.url };
      const binary = await buildService(directory, 'orders');
      const first = await startService(binary, dsn, settings);
      undo(() => first.kill());
      const second = await startService(binary, dsn, settings);
      undo(() => second.kill());
      const client = new Client({ connectionString: dsn });
      await client.connect();
      undo(() => client.end());

      const counts = async (url: string) => {
        const answer = await fetch(`${url}/api/v1/counts`);
        assert.equal(answer.status, 200, await answer.clone().text());
        return (await answer.json()) as Counts;
      };
      const rebuild = () =>
        run(binary, ['projection', 'rebuild'], {
          env: { PATH: process.env.PATH, DATABASE_URL: dsn, ...settings },
        });
      const isBuilt = async () => {
        const { rows } = await client.query('SELECT state FROM projections');
        return rows.length === 1 && rows[0].state === 'current';
      };
      await waitUntil('counts are made', isBuilt, PATIENCE_MS);

      const over = new AbortController();
      undo(async () => over.abort());
      const writers = changeOrders([first, second], WRITES, over.signal);
      let answers = 0;
      let rebuilds = 0;
      for (let kill = 0; kill < KILLS; kill += 1) {
        const due = (WRITES * (kill + 0.5)) / KILLS;
        const [killed, other] = kill % 2 ? [second, first] : [first, second];
        while (writers.acknowledged() < due) {
          const seen = await counts(other.url);
          assert.deepEqual(
            seen.items.map(({ resource }) => resource),
            ['customers', 'orders'],
          );
          const [, orders] = seen.items;
          const byStatus = orders!.fields[0]!.values;
          assert.equal(
            byStatus.reduce((sum, { count }) => sum + count, 0),
            orders!.count,
            'an answer is of one moment',
          );
          answers += 1;
          if (answers % 20 === 0) {
            const { code } = await rebuild();
            rebuilds += code === 0 ? 1 : 0;
          }
        }
        await rebuild();
        await killed.kill();
        await counts(other.url);
        await killed.restart();
      }
      await writers.done;
      await waitUntil(
        'every event is counted',
        async () => {
          const { rows } = await client.query(`
            SELECT count(*)::int AS left FROM outbox WHERE id::text NOT IN
              (SELECT message_id FROM inbox WHERE consumer = 'projection')`);
          return rows[0].left === 0 && (await isBuilt());
        },
        PATIENCE_MS,
      );
      const { rows: expected } = await client.query(EXPECTED);
      for (const { url } of [first, second]) {
        assert.deepEqual((await counts(url)).items, expected);
      }
      const { rows: customers } = await client.query(`
        SELECT customer_id AS id, count(*)::int AS count FROM orders WHERE deleted_at IS NULL
        GROUP BY 1 ORDER BY 2 DESC LIMIT 5`);
      assert.ok(customers.length > 1);
      for (const { id, count } of customers) {
        const answer = await fetch(`${first.url}/api/v1/counts/${id}`);
        assert.deepEqual(await answer.json(), {
          items: [{ resource: 'orders', field: 'customer_id', count }],
        });
      }
      assert.equal((await rebuild()).code, 0);
      await waitUntil('they are made again', isBuilt, PATIENCE_MS);
      assert.deepEqual((await counts(second.url)).items, expected);
      assert.ok(rebuilds > 0, 'it was built again meanwhile');
      process.stdout.write(
        `${writers.acknowledged()} writes, ${KILLS} kills, ${rebuilds} times built again, ${answers} answers meanwhile\n`,
      );
    }),
  ));
