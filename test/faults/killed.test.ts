// The backend dies by SIGKILL while a service is being created, in each step,
// and starts again on the same data: one repository and one registration, by
// the creation itself, or by the same answers again.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { orderAnswers, templateValues } from '../support/answers';
import { startPortal, type Portal } from '../support/portal';
import {
  entityArrives,
  startTask,
  taskEnd,
  taskEvents,
  taskLog,
} from '../support/scaffolder';
import { waitUntil } from '../support/waiting';

const TEMPLATE = 'go-rest-service';
const STEPS = ['preflight', 'compose', 'publish-gitea', 'register'] as const;

let portal: Portal;
before(async () => {
  portal = await startPortal();
  await entityArrives(portal, 'group', 'commerce');
});
after(() => portal.stop());

/** Waits until the step has begun, or the task is over. */
async function untilStep(id: string, step: string): Promise<void> {
  await waitUntil(
    `step ${step} begins`,
    async () =>
      (
        await taskEvents(portal, id)
      ).some(({ type, body }) => type === 'completion' || body.stepId === step),
    60_000,
  );
}

async function repositories(): Promise<string[]> {
  return readdir(join(portal.folder, 'git', 'demo')).catch(() => []);
}

async function locationsOf(name: string): Promise<string[]> {
  const response = await portal.fetch('/api/catalog/locations');
  const locations = (await response.json()) as { data: { target: string } }[];
  return locations
    .map(({ data }) => data.target)
    .filter(target => target.includes(`/demo/${name}/`));
}

async function hasEntity(ref: string): Promise<boolean> {
  const [kind, rest = ''] = ref.split(':');
  const response = await portal.fetch(
    `/api/catalog/entities/by-name/${kind}/${rest}`,
  );
  return response.status === 200;
}

async function assertWhole(name: string): Promise<void> {
  const found = (await repositories()).filter(each => each.startsWith(name));
  assert.deepEqual(found, [`${name}.git`]);
  assert.equal((await locationsOf(name)).length, 1);
  assert.ok(await hasEntity(`component:default/${name}`));
}

describe('a creation that was killed goes forward', () => {
  STEPS.forEach((step, index) => {
    it(`in step ${step}`, async () => {
      const name = `killed-${index}`;
      const values = templateValues(portal.url, orderAnswers(name));
      const id = await startTask(portal, TEMPLATE, values);
      await untilStep(id, step);
      await portal.kill();
      await portal.restart();
      const { status } = await taskEnd(portal, id);
      if (status !== 'completed') {
        // A stock step can stumble over what it left behind in the task's own
        // folder; a new task has another.
        const again = await startTask(portal, TEMPLATE, values);
        const end = await taskEnd(portal, again);
        assert.equal(end.status, 'completed', await taskLog(portal, again));
      }
      await assertWhole(name);
    });
  });
});
