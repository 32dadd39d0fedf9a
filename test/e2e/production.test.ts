import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startPortal, type Portal } from '../support/portal';
import { startPostgres, type Postgres } from '../support/postgres';

let postgres: Postgres;
let portal: Portal;

before(async () => {
  postgres = await startPostgres();
  portal = await startPortal({
    base: 'app-config.production.yaml',
    env: {
      PORTAL_URL: 'http://localhost',
      POSTGRES_HOST: '127.0.0.1',
      POSTGRES_PORT: String(postgres.port),
      POSTGRES_USER: 'postgres',
      POSTGRES_PASSWORD: 'unused',
      SESSION_SECRET: 'only-for-this-test',
      GITHUB_CLIENT_ID: 'only-for-this-test',
      GITHUB_CLIENT_SECRET: 'only-for-this-test',
      GITHUB_TOKEN: 'only-for-this-test',
    },
  });
});

after(async () => {
  await portal?.stop();
  await postgres?.stop();
});

test('the production configuration serves the portal on PostgreSQL', async () => {
  const page = await fetch(portal.url);
  assert.equal(page.status, 200);
  const log = await portal.log();
  assert.match(log, /Plugin initialization complete/);
});

test('nobody is let in unasked', async () => {
  const guest = await fetch(`${portal.url}/api/auth/guest/refresh`);
  assert.equal(guest.status, 404);
  const entities = await fetch(`${portal.url}/api/catalog/entities`);
  assert.equal(entities.status, 401);
});

test('the embedded Git host is not there', async () => {
  const response = await fetch(`${portal.url}/api/git-host/demo`);
  assert.ok([401, 404].includes(response.status), `${response.status}`);
});

test('told to stop, it ends by itself', async () => {
  assert.equal(await portal.stop(), true);
});
