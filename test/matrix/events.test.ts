// What a service tells of its rows, against what its contract says of events:
// every change, also those that the database makes by itself.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import {
  ANSWERS_API_VERSION,
  type ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { Client } from 'pg';
import { parse } from 'yaml';
import { startPostgres, type Postgres } from '../support/postgres';
import { theComposer } from './service';

const RESOURCES: ResourceAnswers[] = [
  {
    name: 'depot',
    fields: [{ name: 'code', type: 'text', required: true, unique: true }],
  },
  {
    name: 'parcel_box',
    fields: [
      { name: 'label', type: 'text', required: true, maxLength: 20 },
      { name: 'note', type: 'text' },
      { name: 'pieces', type: 'integer', required: true },
      { name: 'weight', type: 'decimal', precision: 12, scale: 3 },
      { name: 'value', type: 'decimal', precision: 12, scale: 2, min: '0' },
      { name: 'fragile', type: 'boolean', required: true },
      { name: 'sent_at', type: 'time' },
      { name: 'due', type: 'date' },
      { name: 'token', type: 'uuid' },
      { name: 'state', type: 'enum', values: ['new', 'sent'], default: 'new' },
      { name: 'tags', type: 'list', items: 'text' },
      { name: 'sizes', type: 'list', items: 'integer' },
      {
        name: 'depot',
        type: 'reference',
        resource: 'depot',
        onDelete: 'clear',
      },
    ],
  },
  {
    name: 'visit',
    fields: [
      {
        name: 'depot',
        type: 'reference',
        resource: 'depot',
        onDelete: 'cascade',
        required: true,
      },
    ],
  },
];

interface Schema {
  type: string | string[];
  pattern?: string;
  enum?: unknown[];
  items?: Schema;
  required: string[];
  properties: Record<string, Schema>;
}

interface Contract {
  channels: Record<
    string,
    { address: string; messages: Record<string, { $ref: string }> }
  >;
  components: {
    messages: Record<string, { name: string; payload: { $ref: string } }>;
    schemas: Record<string, Schema>;
  };
}

interface Event {
  topic: string;
  type: string;
  key: string;
  body: Record<string, unknown>;
}

const DATABASES = {
  goose: ['migrations/00001_init.sql', 'migrations/00004_outbox.sql'],
  'golang-migrate': [
    'migrations/00001_init.up.sql',
    'migrations/00004_outbox.up.sql',
  ],
};

let postgres: Postgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

async function filesWith(migrations: string): Promise<Map<string, string>> {
  const composer = await theComposer();
  const { tree } = await composer.compose({
    apiVersion: ANSWERS_API_VERSION,
    goldenPath: 'go-rest-service',
    service: {
      name: 'post-office',
      owner: 'group:default/commerce',
      module: 'example.com/acme/post-office',
    },
    patterns: { data: ['outbox'], broker: ['nats'], migrations },
    resources: RESOURCES,
  });
  return new Map(tree.files.map(({ path, content }) => [path, content]));
}

/** Changes rows in every way, and returns what was told of it. */
async function eventsOfChanges(client: Client): Promise<Event[]> {
  const [depot, box, plain, visit] = [1, 2, 3, 4].map(() => randomUUID());
  await client.query(`INSERT INTO depots (id, code) VALUES ($1, 'north')`, [
    depot,
  ]);
  await client.query(
    `INSERT INTO parcel_boxes (id, label, pieces, weight, value, fragile, sent_at, due, token, tags, sizes, depot_id)
     VALUES ($1, 'a "b"', 9007199254740993, 0.5, 10, true, '2024-02-29 23:59:59.000001+02', '2024-02-29', $1, '{"x, y",z}', '{1,2}', $2)`,
    [box, depot],
  );
  await client.query(
    `INSERT INTO parcel_boxes (id, label, pieces, fragile) VALUES ($1, 'b', 1, false)`,
    [plain],
  );
  await client.query('INSERT INTO visits (id, depot_id) VALUES ($1, $2)', [
    visit,
    depot,
  ]);
  await client.query(
    `UPDATE parcel_boxes SET state = 'sent', version = 2 WHERE id = $1`,
    [plain],
  );
  await client.query(
    'UPDATE depots SET deleted_at = now(), version = 2 WHERE id = $1',
    [depot],
  );
  await client.query('DELETE FROM parcel_boxes WHERE id = $1', [plain]);
  const { rows } = await client.query<Event>(
    'SELECT topic, type, key, body FROM outbox ORDER BY sequence',
  );
  return rows;
}

/** What of a value its schema does not allow. */
function faults(value: unknown, schema: Schema, at: string): string[] {
  const types = [schema.type].flat();
  const type = Array.isArray(value) ? 'array' : typeof value;
  const found = value === null ? 'null' : type;
  const integer = Number.isInteger(value) && types.includes('integer');
  if (!integer && !types.includes(found)) return [`${at} is ${found}`];
  if (value === null) return [];
  if (schema.pattern && !new RegExp(schema.pattern, 'u').test(String(value))) {
    return [`${at} ${String(value)} is not like ${schema.pattern}`];
  }
  if (schema.enum && !schema.enum.includes(value)) {
    return [`${at} ${String(value)} is none of its values`];
  }
  if (schema.items && Array.isArray(value)) {
    return value.flatMap(item => faults(item, schema.items!, `${at}[]`));
  }
  if (!schema.properties || typeof value !== 'object') return [];
  const members = Object.entries(value as object);
  return [
    ...schema.required
      .filter(name => !(name in (value as object)))
      .map(name => `${at}.${name} is missing`),
    ...members.flatMap(([name, member]) => {
      const known = schema.properties[name];
      return known
        ? faults(member, known, `${at}.${name}`)
        : [`${at}.${name} is unknown`];
    }),
  ];
}

function partOf<T>(contract: Contract, { $ref }: { $ref: string }): T {
  return $ref
    .split('/')
    .slice(1)
    .reduce<any>((part, name) => part?.[name], contract) as T;
}

describe('events are as the contract says', () => {
  for (const [migrations, [init, outbox]] of Object.entries(DATABASES)) {
    it(`with ${migrations}`, async () => {
      const files = await filesWith(migrations);
      const up = (path: string) => files.get(path)!.split('-- +goose Down')[0]!;
      const contract = parse(files.get('api/asyncapi.yaml')!) as Contract;
      const name = `events_${migrations.replace('-', '_')}`;
      const client = new Client(await postgres.createDatabase(name));
      await client.connect();
      try {
        await client.query(up(init!));
        await client.query(up(outbox!));
        const events = await eventsOfChanges(client);
        assert.deepEqual(
          events.map(({ topic, type }) => `${topic} ${type}`).sort(),
          [
            'post-office.depot depot.created.v1',
            'post-office.depot depot.deleted.v1',
            'post-office.parcel-box parcel-box.created.v1',
            'post-office.parcel-box parcel-box.created.v1',
            'post-office.parcel-box parcel-box.deleted.v1',
            'post-office.parcel-box parcel-box.updated.v1',
            'post-office.parcel-box parcel-box.updated.v1',
            'post-office.visit visit.created.v1',
            'post-office.visit visit.deleted.v1',
          ],
        );
        for (const { topic, type, key, body } of events) {
          const channel = Object.values(contract.channels).find(
            ({ address }) => address === topic,
          );
          assert.ok(channel, topic);
          const message = Object.values(channel.messages)
            .map(each =>
              partOf<Contract['components']['messages'][string]>(
                contract,
                each,
              ),
            )
            .find(each => each.name === type);
          assert.ok(message, type);
          const schema = partOf<Schema>(contract, message.payload);
          assert.deepEqual(faults(body, { ...schema }, type), []);
          assert.equal(body.id, key);
          assert.equal(body.deleted_at !== null, type.includes('deleted'));
        }
      } finally {
        await client.end();
      }
    });
  }
});
