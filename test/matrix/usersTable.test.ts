// The users table that the collection of patterns sketches comes out when that
// resource is asked for. What differs is meant: ids are made by the service, so
// that they have an order; text has no type with a length but a check; a value is
// unique among rows that live; times are never null.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ANSWERS_API_VERSION } from '@golden-path/backstage-plugin-golden-path-common';
import { Client } from 'pg';
import { startPostgres, type Postgres } from '../support/postgres';
import { theComposer } from './service';

let postgres: Postgres;
let client: Client;

before(async () => {
  const { tree } = await (
    await theComposer()
  ).compose({
    apiVersion: ANSWERS_API_VERSION,
    goldenPath: 'go-rest-service',
    service: {
      name: 'users',
      owner: 'group:default/commerce',
      module: 'example.com/acme/users',
    },
    patterns: { migrations: 'golang-migrate' },
    resources: [
      {
        name: 'user',
        fields: [
          {
            name: 'email',
            type: 'text',
            format: 'email',
            required: true,
            unique: true,
            maxLength: 255,
          },
          { name: 'name', type: 'text', required: true, maxLength: 255 },
          {
            name: 'password_hash',
            type: 'text',
            required: true,
            maxLength: 255,
          },
        ],
      },
    ],
  });
  const migration = tree.files.find(
    ({ path }) => path === 'migrations/00001_init.up.sql',
  );
  assert.ok(migration);
  postgres = await startPostgres();
  client = new Client(postgres.dsn);
  await client.connect();
  await client.query(migration.content);
});
after(async () => {
  await client?.end();
  await postgres?.stop();
});

let ids = 0;

/** Stores a user, with other values if given, and returns the id. */
async function add(more: Record<string, unknown> = {}): Promise<string> {
  const row = {
    id: `00000000-0000-7000-8000-${String(++ids).padStart(12, '0')}`,
    email: 'ann@example.com',
    name: 'Ann',
    password_hash: 'x',
    ...more,
  };
  const places = Object.keys(row).map((_, index) => `$${index + 1}`);
  await client.query(
    `INSERT INTO users (${Object.keys(row).join(', ')}) VALUES (${places.join(
      ', ',
    )})`,
    Object.values(row),
  );
  return row.id;
}

const breaks = (constraint: string) => (error: unknown) =>
  (error as { constraint?: string }).constraint === constraint;

describe('the users table', () => {
  it('has the columns', async () => {
    const { rows } = await client.query(
      `SELECT column_name AS name, data_type AS type, is_nullable AS "isNullable", column_default AS value
       FROM information_schema.columns WHERE table_name = 'users' ORDER BY ordinal_position`,
    );
    const column = (
      name: string,
      type: string,
      value: string | null = null,
    ) => ({
      name,
      type,
      isNullable: 'NO',
      value,
    });
    assert.deepEqual(rows, [
      column('id', 'uuid'),
      column('version', 'bigint', '1'),
      column('created_at', 'timestamp with time zone', 'clock_timestamp()'),
      column('updated_at', 'timestamp with time zone', 'clock_timestamp()'),
      {
        ...column('deleted_at', 'timestamp with time zone'),
        isNullable: 'YES',
      },
      column('email', 'text'),
      column('name', 'text'),
      column('password_hash', 'text'),
    ]);
  });

  it('has the key and the indexes', async () => {
    const { rows } = await client.query(
      "SELECT indexdef FROM pg_indexes WHERE tablename = 'users' ORDER BY indexname",
    );
    assert.deepEqual(
      rows.map(({ indexdef }) => indexdef.replace(' USING btree', '')),
      [
        'CREATE INDEX users_created_at_idx ON public.users (created_at DESC, id DESC) WHERE (deleted_at IS NULL)',
        'CREATE UNIQUE INDEX users_email_key ON public.users (email) WHERE (deleted_at IS NULL)',
        'CREATE UNIQUE INDEX users_pkey ON public.users (id)',
      ],
    );
  });

  it('takes no email that is none, and no text that is too long', async () => {
    for (const email of ['', 'ann', '@example.com', 'ann@']) {
      await assert.rejects(add({ email }), breaks('users_email_check'), email);
    }
    const long = 'a'.repeat(256);
    for (const name of ['email', 'name', 'password_hash']) {
      await assert.rejects(
        add({ email: 'long@example.com', [name]: `${long}@b` }),
        breaks(`users_${name}_check`),
      );
    }
  });

  it('keeps an email to one, and gives it back after the deletion', async () => {
    const id = await add();
    await assert.rejects(add(), breaks('users_email_key'));
    await client.query('UPDATE users SET deleted_at = now() WHERE id = $1', [
      id,
    ]);
    await add();
  });

  it('knows when a row changed, whoever changed it', async () => {
    const id = await add({ email: 'bob@example.com' });
    const { rows } = await client.query(
      "UPDATE users SET name = 'Bob' WHERE id = $1 RETURNING updated_at > created_at AS later",
      [id],
    );
    assert.deepEqual(rows, [{ later: true }]);
  });
});
