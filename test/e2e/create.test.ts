// A service is created through the real portal and published on its Git host.
// What was cloned builds, passes its tests, answers as its contract says, and
// stands in the catalog.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  locatePack,
  Composer,
} from '@golden-path/backstage-plugin-golden-path-node';
import { orderAnswers, templateValues } from '../support/answers';
import { filesBelow, inFolder } from '../support/folders';
import { goEnvironment, runService } from '../support/goService';
import { startPortal, type Portal } from '../support/portal';
import { startPostgres, type Postgres } from '../support/postgres';
import { runOrThrow } from '../support/processes';
import { waitUntil } from '../support/waiting';
import {
  entityArrives,
  startTask,
  taskEnd,
  taskEvents,
  taskLog,
} from '../support/scaffolder';

const TEMPLATE = 'go-rest-service';
const answers = orderAnswers();

let portal: Portal;
let postgres: Postgres;
before(async () => {
  [portal, postgres] = await Promise.all([startPortal(), startPostgres()]);
  await entityArrives(portal, 'group', 'commerce');
});
after(() => Promise.all([portal.stop(), postgres.stop()]));

async function entity(ref: string) {
  const [kind, rest] = ref.split(':');
  const path = `/api/catalog/entities/by-name/${kind}/${rest}`;
  const response = await portal.fetch(path);
  assert.equal(response.status, 200, `${ref} is not in the catalog`);
  return (await response.json()) as {
    metadata: { annotations: Record<string, string> };
    spec: Record<string, unknown>;
    relations: { type: string; targetRef: string }[];
  };
}

describe('creating a Go REST service', () => {
  it('runs dry with the true files and creates nothing', async () => {
    const path = `/api/catalog/entities/by-name/template/default/${TEMPLATE}`;
    await waitUntil(
      'the template is in the catalog',
      async () => (await portal.fetch(path)).ok,
      60_000,
    );
    const response = await portal.fetch('/api/scaffolder/v2/dry-run', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        template: await (await portal.fetch(path)).json(),
        values: templateValues(portal.url, answers),
        directoryContents: [],
      }),
    });
    assert.equal(response.status, 200, await response.clone().text());
    const { directoryContents } = (await response.json()) as {
      directoryContents: { path: string; base64Content: string }[];
    };
    const composer = await Composer.load([locatePack()]);
    const { tree } = await composer.compose(answers);
    assert.deepEqual(
      new Map(
        directoryContents.map(file => [
          file.path,
          Buffer.from(file.base64Content, 'base64').toString('utf8'),
        ]),
      ),
      new Map(
        tree.files.map(file => [`repository/${file.path}`, file.content]),
      ),
    );
    const clone = `${portal.url}/api/git-host/demo/orders.git/info/refs?service=git-upload-pack`;
    assert.equal((await fetch(clone)).status, 404);
  });

  it('goes through every step', async () => {
    const id = await startTask(
      portal,
      TEMPLATE,
      templateValues(portal.url, answers),
    );
    const { status } = await taskEnd(portal, id);
    assert.equal(status, 'completed', await taskLog(portal, id));
    const done = (await taskEvents(portal, id))
      .filter(({ body }) => body.status === 'completed')
      .map(({ body }) => body.stepId);
    for (const step of ['preflight', 'compose', 'publish-gitea', 'register']) {
      assert.ok(done.includes(step), `step ${step} is not completed`);
    }
  });

  it('gives a repository that builds, passes its tests and serves', () =>
    inFolder(async folder => {
      const directory = join(folder, 'orders');
      const url = `${portal.url}/api/git-host/demo/orders.git`;
      await runOrThrow('git', ['clone', '--quiet', url, directory]);
      const env = goEnvironment({ TEST_DATABASE_URL: postgres.dsn });
      const go = (...args: string[]) =>
        runOrThrow('go', args, { cwd: directory, env });
      await go('build', './...');
      await go('vet', './...');
      await go('test', '-race', '-count=1', './...');
      const service = await runService(
        directory,
        'orders',
        await postgres.createDatabase('orders'),
      );
      try {
        await exercise(service.url);
      } finally {
        await service.stop();
      }
    }));

  it('gives the same files as the command line', () =>
    inFolder(async folder => {
      const directory = join(folder, 'orders');
      const url = `${portal.url}/api/git-host/demo/orders.git`;
      await runOrThrow('git', ['clone', '--quiet', url, directory]);
      const composer = await Composer.load([locatePack()]);
      const { tree } = await composer.compose(answers);
      assert.deepEqual(
        await filesBelow(directory),
        new Map(tree.files.map(({ path, content }) => [path, content])),
      );
    }));

  it('brings every entity with its relations', async () => {
    const component = await entity('component:default/orders');
    const types = component.relations.map(
      ({ type, targetRef }) => `${type} ${targetRef}`,
    );
    for (const relation of [
      'ownedBy group:default/commerce',
      'partOf system:default/shop',
      'providesApi api:default/orders-api',
      'dependsOn resource:default/orders-db',
    ]) {
      assert.ok(types.includes(relation), `no ${relation} in ${types}`);
    }
    const api = await entity('api:default/orders-api');
    assert.match(String(api.spec.definition), /openapi: 3\.1/);
    await entity('resource:default/orders-db');
    await entity('system:default/shop');
  });

  it('refuses the same name again, and creates nothing', async () => {
    const other = orderAnswers();
    other.service.description = 'Another service';
    const id = await startTask(
      portal,
      TEMPLATE,
      templateValues(portal.url, other),
    );
    assert.equal((await taskEnd(portal, id)).status, 'failed');
    const log = await taskLog(portal, id);
    assert.match(log, /Nothing was created/);
    assert.match(log, /demo\/orders already holds files/);
  });

  it('refuses hostile answers with field and mend, and creates nothing', async () => {
    const hostile = orderAnswers('../evil');
    const id = await startTask(portal, TEMPLATE, {
      ...templateValues(portal.url, orderAnswers('evil')),
      answers: hostile,
    });
    assert.equal((await taskEnd(portal, id)).status, 'failed');
    assert.match(await taskLog(portal, id), /service\.name/);
    const { status } = await fetch(
      `${portal.url}/api/git-host/demo/evil.git/info/refs?service=git-upload-pack`,
    );
    assert.equal(status, 404);
  });
});

/** Create, read, list by cursor, update, delete, and the errors of each. */
async function exercise(url: string): Promise<void> {
  const call = (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  const json = async (response: Response) =>
    (await response.json()) as Record<string, unknown>;

  const created = await call('POST', '/customers', { email: 'a@example.com' });
  assert.equal(created.status, 201);
  const customer = await json(created);
  const order = { number: 'A-1', total: '12.50', customer_id: customer.id };
  const first = await call('POST', '/orders', order);
  assert.equal(first.status, 201, await first.clone().text());
  const made = await json(first);
  assert.equal(made.status, 'draft');
  assert.equal(made.total, '12.50');
  const path = `/orders/${made.id}`;
  const etag = first.headers.get('etag') ?? '';

  const duplicate = await call('POST', '/orders', order);
  assert.equal(duplicate.status, 409);
  assert.equal(
    duplicate.headers.get('content-type'),
    'application/problem+json',
  );
  const wrong = await call('POST', '/orders', { ...order, total: 'much' });
  assert.ok([400, 422].includes(wrong.status));
  assert.equal((await call('DELETE', `/customers/${customer.id}`)).status, 409);

  await call('POST', '/orders', { ...order, number: 'A-2' });
  const page = await json(await call('GET', '/orders?limit=1'));
  assert.equal((page.items as unknown[]).length, 1);
  const rest = await json(
    await call('GET', `/orders?limit=1&cursor=${page.next_cursor}`),
  );
  assert.equal((rest.items as unknown[]).length, 1);

  const updated = await call(
    'PUT',
    path,
    { ...order, status: 'paid' },
    { 'if-match': etag },
  );
  assert.equal(updated.status, 200, await updated.clone().text());
  const stale = await call('PUT', path, order, { 'if-match': etag });
  assert.equal(stale.status, 412);
  assert.equal((await call('DELETE', path)).status, 204);
  assert.equal((await call('GET', path)).status, 404);
  assert.equal((await call('PATCH', path)).status, 405);
}

/** Creates a service of a golden path, and builds and tests its repository. */
async function createdAndTested(
  folder: string,
  name: string,
  goldenPath: string,
): Promise<string[]> {
  const id = await startTask(
    portal,
    goldenPath,
    templateValues(portal.url, { ...orderAnswers(name), goldenPath }),
  );
  const { status } = await taskEnd(portal, id);
  assert.equal(status, 'completed', await taskLog(portal, id));
  const directory = join(folder, name);
  const url = `${portal.url}/api/git-host/demo/${name}.git`;
  await runOrThrow('git', ['clone', '--quiet', url, directory]);
  const env = goEnvironment({ TEST_DATABASE_URL: postgres.dsn });
  for (const args of [['vet'], ['test', '-race', '-count=1']]) {
    await runOrThrow('go', [...args, './...'], { cwd: directory, env });
  }
  return [...(await filesBelow(directory)).keys()];
}

describe('creating a minimal Go REST service', () => {
  it('gives a repository that builds and passes its tests', () =>
    inFolder(async folder => {
      const files = await createdAndTested(
        folder,
        'small',
        'go-rest-service-minimal',
      );
      assert.ok(!files.some(path => path.startsWith('deploy/kubernetes')));
    }));
});

describe('creating a Go gRPC service', () => {
  it('gives a repository that passes its tests, and its contracts', () =>
    inFolder(async folder => {
      const files = await createdAndTested(
        folder,
        'dispatch',
        'go-grpc-service',
      );
      assert.ok(!files.some(path => path.startsWith('internal/httpapi')));
      await entityArrives(portal, 'api', 'dispatch-order-grpc');
      const { spec } = await entity('api:default/dispatch-order-grpc');
      assert.equal(spec.type, 'grpc');
      assert.match(String(spec.definition), /^service OrderService \{$/m);
    }));
});
