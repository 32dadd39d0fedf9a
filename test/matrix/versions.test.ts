// A schema that grows: services of three versions on one PostgreSQL, the older one
// going on while the newer one migrates and serves.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { Client } from 'pg';
import { composed } from '../support/composed';
import { filesBelow, inFolder } from '../support/folders';
import { buildService, startService } from '../support/goService';
import { startPostgres, type Postgres } from '../support/postgres';
import { runOrThrow } from '../support/processes';
import { undoing } from '../support/undoing';
import { countWrites, runClients } from '../faults/writing';
import { SHAPES } from './shapes';

const NEWEST = 3;

const ways: Record<string, Answers['patterns']> = {
  'goose and pgx': {},
  'golang-migrate and sqlc': {
    migrations: 'golang-migrate',
    access: 'sqlc',
  },
  'goose, gorm and partitions': { access: 'gorm', data: ['partitions'] },
};

/** The service as its answers were in a version. */
function answersAt(version: number, patterns: Answers['patterns']): Answers {
  const came = ({ since = 1 }: { since?: number }) => since <= version;
  return {
    apiVersion: 'goldenpath.dev/v1',
    goldenPath: 'go-rest-service',
    service: {
      name: 'matrix',
      owner: 'group:default/commerce',
      module: 'example.com/acme/matrix',
    },
    ...(patterns && { patterns }),
    resources: SHAPES.find(({ name }) => name === 'references that meet')!
      .resources.filter(came)
      .map(resource => ({ ...resource, fields: resource.fields.filter(came) })),
  };
}

/** All that the schema is made of. */
const SCHEMA = `
  SELECT 'column' AS kind, table_name || '.' || column_name AS name,
    concat_ws(' ', data_type, is_nullable, column_default, ordinal_position) AS what
  FROM information_schema.columns WHERE table_schema = 'public'
  UNION ALL
  SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'index', indexrelid::regclass::text, indisvalid || ' ' || pg_get_indexdef(indexrelid)
  FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid WHERE relnamespace = 'public'::regnamespace
  UNION ALL
  SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
  FROM pg_trigger WHERE NOT tgisinternal
  UNION ALL
  SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
  ORDER BY 1, 2, 3`;

let postgres: Postgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres?.stop());

describe('a schema in versions', () => {
  Object.entries(ways).forEach(([title, patterns], way) => {
    it(`grows with ${title}`, () =>
      inFolder(folder =>
        undoing(async undo => {
          const directories = await Promise.all(
            [1, 2, NEWEST].map(version =>
              composed(`${folder}/${version}`, answersAt(version, patterns)),
            ),
          );
          const [first, second, newest] = directories as [
            string,
            string,
            string,
          ];
          await onlyAdded(first, second);
          await onlyAdded(second, newest);
          const old = await buildService(first, 'matrix');
          const next = await buildService(newest, 'matrix');

          const schemaOf = async (dsn: string) => {
            const client = new Client({ connectionString: dsn });
            await client.connect();
            const { rows } = await client.query(SCHEMA);
            await client.end();
            // Which months have partitions goes by the day, and services make more.
            return rows.filter(({ name }) => !/_\d{4}_\d\d/.test(name));
          };
          const migrate = (binary: string, dsn: string, command: string) =>
            runOrThrow(binary, ['migrate', command], {
              env: { PATH: process.env.PATH, DATABASE_URL: dsn },
            });
          const fresh = await postgres.createDatabase(`fresh${way}`);
          await migrate(next, fresh, 'up');

          const dsn = await postgres.createDatabase(`grown${way}`);
          const earlier = await startService(old, dsn);
          undo(() => earlier.kill());
          const schemaBefore = await schemaOf(dsn);
          const counted = countWrites();
          const create = async (url: string, path: string, body: unknown) => {
            const answer = await counted.write({
              method: 'POST',
              url: `${url}/api/v1/${path}`,
              body,
            });
            assert.ok(answer, JSON.stringify([...counted.failures()]));
            return answer.json() as Record<string, unknown> & { id: string };
          };
          const company = await create(earlier.url, 'companies', {});
          const customer = await create(earlier.url, 'customers', {
            company_id: company.id,
          });
          const order = {
            customer_id: customer.id,
            company_id: company.id,
          };
          const kept = await create(earlier.url, 'orders', order);

          // The old version writes all the time while the new one comes up.
          let going = true;
          const load = runClients(4, async () => {
            while (going) await create(earlier.url, 'orders', order);
          });
          const now = await startService(next, dsn);
          undo(() => now.kill());
          const made = counted.acknowledged();
          while (counted.acknowledged() < made + 20) {
            await create(now.url, 'orders', { ...order, state: 'new' });
          }
          going = false;
          await load;

          const get = async (path: string) =>
            (await (await fetch(`${now.url}/api/v1/${path}`)).json()) as object;
          assert.deepEqual(
            await get(`orders/${kept.id}`),
            { ...kept, total: '0.00', state: null, parcel_id: null },
            'a row from before has what defaults give',
          );
          const parcel = await create(now.url, 'parcels', {
            customer_id: customer.id,
            weight: '1.5',
          });
          const sent = await create(now.url, 'orders', {
            ...order,
            total: '9.99',
            parcel_id: parcel.id,
          });
          assert.equal(sent.total, '9.99');
          const named = { company_id: company.id, code: 'A' };
          await create(now.url, 'customers', named);
          const again = await counted.write({
            method: 'POST',
            url: `${now.url}/api/v1/customers`,
            body: named,
          });
          assert.equal(again, undefined);
          assert.deepEqual([...counted.failures()], [['status 409', 1]]);

          assert.deepEqual(await schemaOf(dsn), await schemaOf(fresh));
          const steps = new Set(
            [...(await filesBelow(`${newest}/migrations`)).keys()]
              .map(path => Number(path.slice(0, 5)))
              .filter(number => number > 2000),
          );
          assert.ok(steps.size >= 4);
          await now.kill();
          for (const _ of steps) await migrate(next, dsn, 'down');
          assert.deepEqual(await schemaOf(dsn), schemaBefore);
          await create(earlier.url, 'orders', order);
        }),
      ));
  });
});

/** The migrations of the first service stand in the second as they are. */
async function onlyAdded(first: string, second: string): Promise<void> {
  const earlier = await filesBelow(`${first}/migrations`);
  const later = await filesBelow(`${second}/migrations`);
  for (const [path, content] of earlier) {
    assert.equal(later.get(path), content, path);
  }
  assert.ok(later.size > earlier.size);
}
