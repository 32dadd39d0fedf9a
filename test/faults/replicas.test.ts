// A composed service beside a primary and a standby that really replicates:
// clients read what they wrote, and lose nothing with the standby.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderAnswers } from '../support/answers';
import { composed } from '../support/composed';
import { inFolder } from '../support/folders';
import { runService } from '../support/goService';
import { startPostgres } from '../support/postgres';
import { waitUntil } from '../support/waiting';

const CUSTOMERS = '/api/v1/customers';
const PATIENCE_MS = 30_000;

/** The value of a measurement with the label, undefined while there is none. */
async function measured(adminUrl: string, name: string, endpoint: string) {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  const line = text
    .split('\n')
    .find(each => each.startsWith(`${name}{endpoint="${endpoint}"}`));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

test('clients read from a standby what they wrote, and from the primary without it', () =>
  inFolder(async folder => {
    const directory = await composed(folder, {
      ...orderAnswers(),
      patterns: { data: ['read-replicas'] },
    });
    const postgres = await startPostgres();
    try {
      const dsn = await postgres.createDatabase('orders');
      const standby = await postgres.startStandby();
      const endpoint = `127.0.0.1:${standby.port}`;
      const service = await runService(directory, 'orders', dsn, {
        REPLICA_URLS: standby.dsn.replace('/postgres?', '/orders?'),
        REPLICA_WAIT: '10s',
      });
      const reads = async (from: string) =>
        (await measured(
          service.adminUrl,
          'postgres_replica_reads_total',
          from,
        )) ?? 0;
      const isUp = (value: number) =>
        waitUntil(
          `the standby is ${value === 1 ? 'well' : 'left alone'}`,
          async () =>
            (await measured(
              service.adminUrl,
              'postgres_replica_up',
              endpoint,
            )) === value,
          PATIENCE_MS,
        );
      const create = (n: number) =>
        fetch(`${service.url}${CUSTOMERS}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ email: `someone.${n}@example.com` }),
        });
      try {
        await isUp(1);
        for (let n = 0; n < 20; n += 1) {
          const created = await create(n);
          assert.equal(created.status, 201);
          const place = created.headers.get('Read-After') ?? '';
          assert.match(place, /^[0-9A-F]+\/[0-9A-F]+$/);
          const found = await fetch(
            `${service.url}${created.headers.get('Location')}`,
            { headers: { 'Read-After': place } },
          );
          assert.equal(found.status, 200);
        }
        assert.equal(await reads(endpoint), 20, 'the standby answered');
        assert.equal(await reads('primary'), 0);

        await standby.stop();
        for (let n = 0; n < 5; n += 1) {
          const list = await fetch(`${service.url}${CUSTOMERS}?limit=100`);
          assert.equal(list.status, 200, 'no read fails with the standby');
          assert.equal(((await list.json()) as { items: [] }).items.length, 20);
        }
        await isUp(0);
        assert.ok((await reads('primary')) >= 5);
        assert.equal((await fetch(`${service.adminUrl}/readyz`)).status, 200);
        assert.equal((await create(20)).status, 201);
      } finally {
        await service.stop();
      }
    } finally {
      await postgres.stop();
    }
  }));
