// A service is created through the real portal and published on its Git host.
// What was cloned builds, passes its tests, answers as its contract says, and
// stands in the catalog.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  locatePack,
  Composer,
} from '@golden-path/backstage-plugin-golden-path-node';
import { orderAnswers, templateValues } from '../support/answers';
import { COMMAND } from '../support/commandLine';
import { filesBelow, inFolder } from '../support/folders';
import { goEnvironment } from '../support/goService';
import { buildsAndServes } from '../support/orderService';
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

  it('goes through them for somebody who says only what is required', async () => {
    const { name, owner, module } = orderAnswers('terse').service;
    const terse = { ...answers, service: { name, owner, module } };
    const values = templateValues(portal.url, terse);
    const id = await startTask(portal, TEMPLATE, values);
    const { status } = await taskEnd(portal, id);
    assert.equal(status, 'completed', await taskLog(portal, id));
  });

  it('gives a repository that builds, passes its tests and serves', () =>
    inFolder(async folder => {
      const directory = join(folder, 'orders');
      const url = `${portal.url}/api/git-host/demo/orders.git`;
      await runOrThrow('git', ['clone', '--quiet', url, directory]);
      await buildsAndServes(directory, 'orders', postgres);
    }));

  it('gives the same files as the command line', () =>
    inFolder(async folder => {
      const directory = join(folder, 'orders');
      const url = `${portal.url}/api/git-host/demo/orders.git`;
      await runOrThrow('git', ['clone', '--quiet', url, directory]);
      const [file, out] = [join(folder, 'answers.yaml'), join(folder, 'out')];
      await writeFile(file, JSON.stringify(answers)); // JSON is YAML.
      await runOrThrow(process.execPath, [COMMAND, 'compose', file, out]);
      assert.deepEqual(await filesBelow(directory), await filesBelow(out));
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
