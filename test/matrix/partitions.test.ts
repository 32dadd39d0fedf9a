// The first migration makes the partitions of the first months as the service
// makes those of later ones, so that no row has to move between them: whoever
// reads in a transaction that began before a row moved would not find it.
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { ANSWERS_API_VERSION } from '@golden-path/backstage-plugin-golden-path-common';
import { Client } from 'pg';
import { composed } from '../support/composed';
import { inFolder } from '../support/folders';
import { buildService, startService } from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { runOrThrow } from '../support/processes';
import { waitUntil } from '../support/waiting';

/** Months to come for which a service keeps partitions, as its settings have it. */
const AHEAD = 3;
const TABLES = ['readings', 'visits'];
const PARTITIONS = `
  SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
  FROM pg_inherits i
  JOIN pg_class c ON c.oid = i.inhrelid
  JOIN pg_class p ON p.oid = i.inhparent
  WHERE p.relkind = 'p' ORDER BY c.relname`;

let postgres: Postgres;
let client: Client;
let dsn: string;

before(async () => {
  postgres = await startPostgres();
  dsn = await postgres.createDatabase('partitions');
  client = new Client({ connectionString: dsn });
  await client.connect();
  // Far from UTC, where the month begins at another time.
  await client.query(
    "ALTER DATABASE partitions SET timezone = 'Pacific/Kiritimati'",
  );
});
after(async () => {
  await client?.end();
  await postgres?.stop();
});

/** The first id of a month, as PostgreSQL writes it. */
function firstId(month: Date): string {
  const time = month.getTime().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

/** The partitions of a table that has those of so many months. */
function partitionsOf(table: string, now: Date, months: number) {
  const month = (n: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + n));
  return [
    ...Array.from({ length: months }, (_, n) => ({
      name: `${table}_${month(n).toISOString().slice(0, 7).replace('-', '_')}`,
      bound: `FOR VALUES FROM ('${firstId(month(n))}') TO ('${firstId(
        month(n + 1),
      )}')`,
    })),
    { name: `${table}_default`, bound: 'DEFAULT' },
  ];
}

it('the first months have the partitions that the service would give them', () =>
  inFolder(async folder => {
    const directory = await composed(folder, {
      apiVersion: ANSWERS_API_VERSION,
      goldenPath: 'go-rest-service',
      service: {
        name: 'matrix',
        owner: 'group:default/commerce',
        module: 'example.com/acme/matrix',
      },
      patterns: { data: ['partitions'] },
      resources: ['reading', 'visit'].map(name => ({
        name,
        fields: [{ name: 'size', type: 'integer' }],
      })),
    });
    const binary = await buildService(directory, 'matrix');
    const now = new Date();
    const found = async () => (await client.query(PARTITIONS)).rows;
    const wanted = (months: number) =>
      TABLES.flatMap(table => partitionsOf(table, now, months));

    await runOrThrow(binary, ['migrate', 'up'], {
      env: { PATH: process.env.PATH, DATABASE_URL: dsn },
    });
    assert.deepEqual(await found(), wanted(2));

    const service = await startService(binary, dsn);
    try {
      await waitUntil(
        'the service has made the months to come',
        async () => (await found()).length === wanted(AHEAD + 1).length,
        30_000,
      );
    } finally {
      await service.stop();
    }
    assert.deepEqual(await found(), wanted(AHEAD + 1));
  }));
