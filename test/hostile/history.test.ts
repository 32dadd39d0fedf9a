// What is composed depends on nothing but the answers: threads remember parts of
// services, and a thread that composed others before gives the same.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  ComposerPool,
  locatePack,
  type Composed,
} from '@golden-path/backstage-plugin-golden-path-node';
import type { Answers } from '@golden-path/backstage-plugin-golden-path-common';
import { orderAnswers } from '../support/answers';
import { servicesOfEveryPair, theComposer } from '../matrix/service';

/** Services of each golden path. */
const SERVICES = 6;

let forward: ComposerPool;
let backward: ComposerPool;

before(async () => {
  const packs = { directories: [locatePack()] };
  forward = await ComposerPool.start(packs, { threads: 1 });
  backward = await ComposerPool.start(packs, { threads: 1 });
});
after(async () => {
  await forward?.stop();
  await backward?.stop();
});

/** One change each of everything that a person edits. */
function edits(answers: Answers): Answers[] {
  const { service, resources } = answers;
  const [first, ...others] = resources;
  if (!first) return [answers];
  const withFirst = (change: Partial<typeof first>): Answers => ({
    ...answers,
    resources: [{ ...first, ...change }, ...others],
  });
  const note = { name: 'margin_note', type: 'text' } as const;
  return [
    answers,
    withFirst({ fields: [...first.fields, { ...note, maxLength: 40 }] }),
    withFirst({ fields: [...first.fields, { ...note, maxLength: 41 }] }),
    withFirst({ fields: [note, ...first.fields] }),
    withFirst({ description: 'What people order' }),
    withFirst({ plural: 'placed-things' }),
    { ...answers, resources: [...resources].reverse() },
    {
      ...answers,
      resources: [...resources, { name: 'margin', fields: [{ ...note }] }],
    },
    { ...answers, service: { ...service, title: 'Another title' } },
    { ...answers, service: { ...service, module: 'example.com/else/where' } },
    { ...answers, service: { ...service, name: 'another' } },
    { ...answers, service: { ...service, owner: 'group:default/others' } },
    { ...answers, service: { ...service, lifecycle: 'deprecated' } },
  ];
}

async function manyAnswers(): Promise<Answers[]> {
  const many = edits(orderAnswers());
  for (const { catalogue } of (await theComposer()).packs()) {
    for (const goldenPath of catalogue.goldenPaths) {
      const { services } = await servicesOfEveryPair(goldenPath);
      const step = Math.max(1, Math.floor(services.length / SERVICES));
      many.push(
        ...services
          .filter((_, index) => index % step === 0)
          .flatMap(({ answers }, index) => edits(answers).slice(0, index || 9)),
      );
    }
  }
  return many;
}

test('a service is the same whatever was composed before it', async context => {
  const many = await manyAnswers();
  const there: (Composed | string)[] = [];
  for (const answers of many) {
    there.push(await forward.compose(answers).catch(String));
  }
  const back: (Composed | string)[] = [];
  for (const answers of [...many].reverse()) {
    back.push(await backward.compose(answers).catch(String));
  }
  back.reverse();
  many.forEach((answers, index) => {
    assert.deepEqual(there[index], back[index], JSON.stringify(answers));
  });
  const composed = there.filter(each => typeof each === 'object');
  const trees = new Set(composed.map(({ tree }) => tree.hash));
  context.diagnostic(
    `${many.length} answers, ${composed.length} services, ${trees.size} of them different`,
  );
  assert.ok(trees.size > many.length / 2);
});
