// The credentials of a service's database change under load, in files, as kubelet
// replaces them: no request fails, and nothing is restarted.
import assert from 'node:assert/strict';
import { mkdir, readFile, rename, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from 'pg';
import { orderAnswers } from '../support/answers';
import { composed } from '../support/composed';
import { inFolder } from '../support/folders';
import {
  buildService,
  startService,
  type RunningService,
} from '../support/goService';
import { startNats } from '../support/nats';
import { startPostgres } from '../support/postgres';
import { undoing } from '../support/undoing';
import { waitUntil } from '../support/waiting';

const PATIENCE_MS = 60_000;

/** A client that creates customers one after the other until it is told to stop. */
function load({ url }: RunningService, name: string) {
  let going = true;
  let made = 0;
  const failures: string[] = [];
  const create = async (email: string) => {
    const answer = await fetch(`${url}/api/v1/customers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
    });
    if (answer.status === 201) made += 1;
    else failures.push(`${answer.status} ${await answer.text()}`);
  };
  const done = (async () => {
    for (let turn = 0; going; turn += 1) {
      await create(`${name}.${turn}@example.com`);
    }
  })();
  const comeTo = (n: number) =>
    waitUntil(`${n} are made`, async () => made >= n, PATIENCE_MS);
  return {
    /** Waits for so many more to be made. */
    more: (n: number) => comeTo(made + n),
    /** Creates so many at once. */
    burst: (n: number) =>
      Promise.all(
        Array.from({ length: n }, (_, i) =>
          create(`${name}.burst.${i}@example.com`),
        ),
      ),
    stop: async () => {
      going = false;
      await done;
      assert.deepEqual(failures, []);
      return made;
    },
  };
}

test('user and password change under load', () =>
  inFolder(async folder => {
    const directory = await composed(folder, {
      ...orderAnswers(),
      patterns: { access: 'gorm', data: ['outbox'], broker: ['nats'] },
    });
    const binary = await buildService(directory, 'orders');
    await undoing(async undo => {
      const postgres = await startPostgres();
      undo(() => postgres.stop());
      const nats = await startNats();
      undo(() => nats.stop());
      const dsn = await postgres.createDatabase('orders');
      const admin = new Client({ connectionString: dsn });
      await admin.connect();
      undo(() => admin.end());
      await admin.query(`
        CREATE ROLE shop NOLOGIN;
        CREATE ROLE first LOGIN PASSWORD 'one' IN ROLE shop;
        CREATE ROLE second LOGIN PASSWORD 'two' IN ROLE shop;
        ALTER ROLE first SET role = 'shop';
        ALTER ROLE second SET role = 'shop';
        ALTER DATABASE orders OWNER TO shop;
        ALTER SCHEMA public OWNER TO shop;`);
      // Passwords count for these two; the tests' own user needs none.
      const { rows } = await admin.query('SHOW hba_file');
      const rules = await readFile(rows[0].hba_file, 'utf8');
      await writeFile(
        rows[0].hba_file,
        `host all first,second 127.0.0.1/32 scram-sha-256\n${rules}`,
      );
      await admin.query('SELECT pg_reload_conf()');
      const isRefused = async (user: string, password: string) => {
        const url = new URL(dsn);
        url.username = user;
        url.password = password;
        const client = new Client({ connectionString: url.href });
        return client.connect().then(
          () => client.end().then(() => false),
          error => /password authentication failed/.test(String(error)),
        );
      };
      await waitUntil(
        'passwords count',
        () => isRefused('first', 'wrong'),
        PATIENCE_MS,
      );

      const secrets = join(folder, 'secrets');
      let generation = 0;
      const put = async (user: string, password: string) => {
        generation += 1;
        await mkdir(join(secrets, `${generation}`), { recursive: true });
        await writeFile(
          join(secrets, `${generation}`, 'pg_service.conf'),
          `[orders]\nuser=${user}\npassword=${password}\n`,
        );
        await symlink(`${generation}`, join(secrets, 'next'));
        await rename(join(secrets, 'next'), join(secrets, 'data'));
      };
      await put('first', 'one');
      const url = new URL(dsn);
      url.username = '';
      url.searchParams.set('service', 'orders');
      url.searchParams.set(
        'servicefile',
        join(secrets, 'data/pg_service.conf'),
      );
      const start = async (settings: Record<string, string>) => {
        const service = await startService(binary, url.href, {
          NATS_URL: nats.url,
          ...settings,
        });
        undo(() => service.kill());
        return service;
      };
      const connections = async (user: string) =>
        Number(
          (
            await admin.query(
              'SELECT count(*) AS n FROM pg_stat_activity WHERE usename = $1',
              [user],
            )
          ).rows[0].n,
        );

      // Two users in turn, while connections last for a second.
      const brief = await start({
        DATABASE_LIFETIME: '1s',
        DATABASE_LIFETIME_JITTER: '0s',
      });
      const clients = [0, 1, 2, 3].map(n => load(brief, `turn${n}`));
      await clients[0]!.more(50);
      assert.ok((await connections('first')) > 0);
      await put('second', 'two');
      await waitUntil(
        'no connection is of the first user',
        async () => (await connections('first')) === 0,
        PATIENCE_MS,
      );
      await admin.query('ALTER ROLE first NOLOGIN');
      await clients[0]!.more(50);
      assert.ok((await connections('second')) > 0);
      const made = await Promise.all(clients.map(client => client.stop()));
      await brief.stop();

      // One user whose password changes, while connections last.
      const lasting = await start({});
      const client = load(lasting, 'lasting');
      await client.more(50);
      await admin.query("ALTER ROLE second PASSWORD 'three'");
      await put('second', 'three');
      assert.ok(await isRefused('second', 'two'));
      const before = await connections('second');
      await client.burst(40);
      assert.ok(
        (await connections('second')) > before,
        'connections were opened with the new password',
      );
      await client.more(50);
      made.push(await client.stop());
      process.stdout.write(
        `${made.reduce((sum, n) => sum + n)} customers created, none refused\n`,
      );
      await waitUntil(
        'every event is published',
        async () =>
          (
            await admin.query('SELECT FROM outbox WHERE sent_at IS NULL')
          ).rowCount === 0,
        PATIENCE_MS,
      );
    });
  }));
