// Two portals on one PostgreSQL: whichever comes first refreshes the index of the topology, the other does
// not do it again, and both answer alike; with one killed, the other goes on.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Client } from 'pg';
import {
  decodeTopology,
  type MomentsAnswer,
  type TopologyAnswer,
} from '../../plugins/topology-common/src';
import { startPortal, type Portal } from '../support/portal';
import { startPostgres, type Postgres } from '../support/postgres';
import { waitUntil } from '../support/waiting';

const PATIENCE_MS = 120_000;
const SYSTEM = '/api/topology/v1/boxes/system/default/replicated';

let folder: string;
let postgres: Postgres;
const replicas: Portal[] = [];
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'golden-path-replicas-'));
  await declare('first');
  postgres = await startPostgres();
  const config = {
    backend: {
      database: {
        client: 'pg',
        connection: postgres.dsn,
        // two backends share what one server has connections for
        knexConfig: { pool: { min: 0, max: 3 } },
      },
    },
    catalog: {
      processingInterval: { seconds: 2 },
      locations: [{ type: 'file', target: join(folder, 'catalog.yaml') }],
    },
    topology: {
      refresh: {
        frequency: { seconds: 1 },
        timeout: { seconds: 10 },
        initialDelay: { seconds: 1 },
      },
    },
  };
  // the databases are made once, by the first
  for (const _ of [1, 2]) replicas.push(await startPortal({ config }));
});
after(async () => {
  for (const replica of replicas) await replica.stop();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** States the system of which the topology is looked at, with a service of that name. */
async function declare(service: string) {
  const system = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'replicated' },
    spec: { owner: 'nobody' },
  };
  const component = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: service },
    spec: {
      ...{ type: 'service', lifecycle: 'production', owner: 'nobody' },
      system: 'replicated',
    },
  };
  const documents = [system, component].map(each => JSON.stringify(each));
  await writeFile(join(folder, 'catalog.yaml'), documents.join('\n---\n'));
}

async function ask<T>(replica: Portal, path: string) {
  const response = await replica.fetch(path);
  assert.equal(response.status, 200, await response.clone().text());
  return {
    etag: response.headers.get('etag'),
    body: (await response.json()) as T,
  };
}

const arrives = (replica: Portal, service: string) =>
  waitUntil(
    `${service} is in the topology of ${replica.url}`,
    async () => {
      const { body } = await ask<TopologyAnswer>(replica, SYSTEM);
      const { nodes } = decodeTopology(body.topology);
      return nodes.some(({ name }) => name === service);
    },
    PATIENCE_MS,
  );

/** Whether replicas have to claim the refresh before they begin with it. */
async function isClaimed(): Promise<boolean> {
  const connectionString = postgres.dsn.replace(
    /\/postgres(?=$|\?)/,
    '/backstage_plugin_topology',
  );
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query(
      "SELECT 1 FROM backstage_backend_tasks__tasks WHERE id = 'topology-refresh'",
    );
    return rows.length === 1;
  } finally {
    await client.end();
  }
}

/** How many refreshes of a replica found something to write. */
async function writes(replica: Portal): Promise<number> {
  return (await replica.log()).split('The topology has changed').length - 1;
}

describe('replicas on one database', () => {
  it('answer alike, and no state was written by two', async () => {
    for (const service of ['second', 'third']) {
      await declare(service);
      for (const replica of replicas) await arrives(replica, service);
    }
    const answers = await Promise.all(
      replicas.map(replica => ask<TopologyAnswer>(replica, SYSTEM)),
    );
    const [first, second] = answers.map(({ etag, body }) => ({
      etag,
      revision: body.revision,
      topology: body.topology,
    }));
    assert.deepEqual(second, first);

    const { body } = await ask<MomentsAnswer>(
      replicas[0]!,
      '/api/topology/v1/moments',
    );
    const written = await Promise.all(replicas.map(writes));
    const sum = written[0]! + written[1]!;
    // the first state may be that of an empty catalog, for which nothing is written
    const states = body.moments.length;
    assert.ok(sum === states || sum === states - 1, `${written} of ${states}`);
    assert.ok(sum >= 3, `${written}`);
    assert.ok(await isClaimed(), 'each replica refreshes for itself');
  });

  it('go on without one that was killed', async () => {
    const [killed, left] = replicas;
    await killed!.kill();
    const known = await writes(left!);
    await declare('fourth');
    await arrives(left!, 'fourth');
    assert.ok((await writes(left!)) > known);
  });
});
