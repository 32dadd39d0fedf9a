// What the emitted schema does by itself: references under soft deletion.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import {
  ANSWERS_API_VERSION,
  type FieldAnswers,
  type ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { Client, type DatabaseError } from 'pg';
import { startPostgres, type Postgres } from '../support/postgres';
import { theComposer } from './service';

const FOREIGN_KEY_VIOLATION = '23503';
const RESTRICT_VIOLATION = '23001';
const UNIQUE_VIOLATION = '23505';

const reference = (
  name: string,
  resource: string,
  onDelete: FieldAnswers['onDelete'],
  required = false,
): FieldAnswers => ({ name, type: 'reference', resource, onDelete, required });

const RESOURCES: ResourceAnswers[] = [
  {
    name: 'owner',
    fields: [
      {
        name: 'email',
        type: 'text',
        unique: true,
        description: "Where -- it's ; read",
      },
    ],
  },
  { name: 'refuser', fields: [reference('owner', 'owner', 'refuse', true)] },
  { name: 'follower', fields: [reference('owner', 'owner', 'cascade', true)] },
  { name: 'clearer', fields: [reference('owner', 'owner', 'clear')] },
  {
    name: 'node',
    fields: [
      reference('up', 'node', 'cascade'),
      reference('order', 'node', 'refuse'),
    ],
  },
];

let postgres: Postgres;
let client: Client;
let files: Map<string, string>;

before(async () => {
  const { tree } = await (
    await theComposer()
  ).compose({
    apiVersion: ANSWERS_API_VERSION,
    goldenPath: 'go-rest-service',
    service: {
      name: 'schema',
      owner: 'group:default/commerce',
      module: 'example.com/acme/schema',
    },
    patterns: { migrations: 'golang-migrate' },
    resources: RESOURCES,
  });
  files = new Map(tree.files.map(({ path, content }) => [path, content]));
  postgres = await startPostgres();
  client = new Client(postgres.dsn);
  await client.connect();
  await client.query(fileNamed('migrations/00001_init.up.sql'));
});
after(async () => {
  await client?.end();
  await postgres?.stop();
});

function fileNamed(path: string): string {
  const content = files.get(path);
  assert.ok(content, `${path} is composed`);
  return content;
}

/** Inserts a row with the columns and returns its id. */
async function insert(
  table: string,
  columns: Record<string, unknown> = {},
): Promise<string> {
  const id = randomUUID();
  const names = ['id', ...Object.keys(columns)];
  await client.query(
    `INSERT INTO ${table} (${names.map(name => `"${name}"`).join(', ')})
     VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    [id, ...Object.values(columns)],
  );
  return id;
}

const remove = (table: string, id: string, by = client) =>
  by.query(`UPDATE ${table} SET deleted_at = now() WHERE id = $1`, [id]);

async function row(table: string, id: string) {
  const { rows } = await client.query(`SELECT * FROM ${table} WHERE id = $1`, [
    id,
  ]);
  return rows[0];
}

const condition = (code: string, constraint?: string) => (error: unknown) => {
  const { code: found, constraint: named } = error as DatabaseError;
  assert.equal(found, code);
  assert.equal(constraint ?? named, named);
  return true;
};

describe('the schema under soft deletion', () => {
  it('refuses to delete what is referred to, and says by what', async () => {
    const owner = await insert('owners');
    const refuser = await insert('refusers', { owner_id: owner });
    await assert.rejects(
      remove('owners', owner),
      condition(RESTRICT_VIOLATION, 'refusers_owner_id_fkey'),
    );
    await remove('refusers', refuser);
    await remove('owners', owner);
  });

  it('refuses references to what is deleted', async () => {
    const owner = await insert('owners');
    await remove('owners', owner);
    await assert.rejects(
      insert('clearers', { owner_id: owner }),
      condition(FOREIGN_KEY_VIOLATION, 'clearers_owner_id_fkey'),
    );
  });

  it('deletes what follows its owner, in a new version', async () => {
    const owner = await insert('owners');
    const follower = await insert('followers', { owner_id: owner });
    await remove('owners', owner);
    const { deleted_at: deleted, version } = await row('followers', follower);
    assert.ok(deleted);
    assert.equal(version, '2');
  });

  it('clears references to the owner, in a new version', async () => {
    const owner = await insert('owners');
    const clearer = await insert('clearers', { owner_id: owner });
    await remove('owners', owner);
    const found = await row('clearers', clearer);
    assert.equal(found.owner_id, null);
    assert.equal(found.version, '2');
    assert.equal(found.deleted_at, null);
  });

  it('deletes a tree, and what refers to itself', async () => {
    const root = await insert('nodes');
    const child = await insert('nodes', { up_id: root });
    const leaf = await insert('nodes', { up_id: child });
    await client.query(
      'UPDATE nodes SET up_id = id, order_id = id WHERE id = $1',
      [root],
    );
    await remove('nodes', root);
    for (const id of [root, child, leaf]) {
      assert.ok((await row('nodes', id)).deleted_at);
    }
  });

  it('lets a value be used again once its row is deleted', async () => {
    const first = await insert('owners', { email: 'ann@example.com' });
    await assert.rejects(
      insert('owners', { email: 'ann@example.com' }),
      condition(UNIQUE_VIOLATION, 'owners_email_key'),
    );
    await remove('owners', first);
    await insert('owners', { email: 'ann@example.com' });
  });

  it('keeps descriptions as they were written', async () => {
    const { rows } = await client.query(
      `SELECT col_description('owners'::regclass, attnum) AS text
       FROM pg_attribute WHERE attrelid = 'owners'::regclass AND attname = 'email'`,
    );
    assert.equal(rows[0].text, "Where -- it's ; read.");
  });

  for (const onDelete of ['refusers', 'followers', 'clearers']) {
    it(`leaves no living ${onDelete} of a deleted owner to a race`, async () => {
      const owner = await insert('owners');
      const other = new Client(postgres.dsn);
      await other.connect();
      try {
        await client.query('BEGIN');
        await insert(onDelete, { owner_id: owner });
        const removal = remove('owners', owner, other).then(
          () => 'deleted',
          (error: DatabaseError) => error.code,
        );
        await new Promise(resolve => setTimeout(resolve, 200));
        await client.query('COMMIT');
        const outcome = await removal;
        const { rows } = await client.query(
          `SELECT 1 FROM ${onDelete} JOIN owners ON owners.id = owner_id
           WHERE owners.id = $1 AND owners.deleted_at IS NOT NULL
             AND ${onDelete}.deleted_at IS NULL`,
          [owner],
        );
        assert.equal(rows.length, 0);
        assert.equal(
          outcome,
          onDelete === 'refusers' ? RESTRICT_VIOLATION : 'deleted',
        );
      } finally {
        await other.end();
      }
    });
  }

  it('goes back to nothing', async () => {
    await client.query(fileNamed('migrations/00001_init.down.sql'));
    const { rows } = await client.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
       UNION ALL
       SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace`,
    );
    assert.deepEqual(rows, []);
  });
});
