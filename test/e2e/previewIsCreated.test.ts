// What the preview shows is what the task makes: file for file and entity for
// entity, on answers that nobody picked.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type {
  Answers,
  GoldenPath,
  PreviewResponse,
} from '@golden-path/backstage-plugin-golden-path-common';
import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { published } from '../matrix/configurations';
import { randomResources } from '../matrix/randomResources';
import { servicesOfEveryPair, theComposer } from '../matrix/service';
import { orderAnswers, templateValues } from '../support/answers';
import { startPortal, type Portal } from '../support/portal';
import { runOrThrow } from '../support/processes';
import { entityArrives } from '../support/scaffolder';

/** Services of each golden path. */
const SERVICES = 4;

let portal: Portal;
before(async () => {
  portal = await startPortal();
  await entityArrives(portal, 'group', 'commerce');
  for (const { id } of await goldenPaths()) {
    await entityArrives(portal, 'template', id);
  }
});
after(() => portal?.stop());

async function post<T>(path: string, body: unknown): Promise<T> {
  const response = await portal.fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  return JSON.parse(text) as T;
}

async function goldenPaths(): Promise<GoldenPath[]> {
  const composer = await theComposer();
  return composer.packs().flatMap(({ catalogue }) => catalogue.goldenPaths);
}

/** Choices of the pairs and resources of chance, moved by the commit. */
async function randomAnswers(seed: number): Promise<Answers[]> {
  const composer = await theComposer();
  const all: Answers[] = [];
  for (const goldenPath of await goldenPaths()) {
    const { services } = await servicesOfEveryPair(goldenPath);
    const wanted = all.length + SERVICES;
    for (let turn = seed; all.length < wanted; turn += 1) {
      const sample = { seed: turn, numRuns: 1 };
      const [resources = []] = fc.sample(randomResources, sample);
      const { answers } = services[(turn * 7919) % services.length]!;
      const { service } = orderAnswers(`random-${all.length}`);
      const things =
        answers.resources.length > 0 ? { resources } : published(resources);
      const candidate = { ...answers, service, ...things };
      // Some patterns ask for a field of a kind that chance did not give.
      if (composer.resolve(candidate).composition) all.push(candidate);
    }
  }
  return all;
}

describe('what the preview shows', async () => {
  const { stdout } = await runOrThrow('git', ['rev-parse', 'HEAD']);
  for (const answers of await randomAnswers(parseInt(stdout.slice(0, 6), 16))) {
    const { goldenPath, resources, upstreams = [] } = answers;
    const behind = upstreams.flatMap(each => each.resources);
    const names = [...resources, ...behind].map(({ name }) => name).join(', ');
    it(`is what is created by ${goldenPath} with ${names}`, async () => {
      const { preview, problems } = await post<PreviewResponse>(
        '/api/golden-path/previews',
        { answers },
      );
      assert.deepEqual(problems, []);
      const path = `/api/catalog/entities/by-name/template/default/${goldenPath}`;
      const { directoryContents } = await post<{
        directoryContents: {
          path: string;
          executable?: boolean;
          base64Content: string;
        }[];
      }>('/api/scaffolder/v2/dry-run', {
        template: await (await portal.fetch(path)).json(),
        values: templateValues(portal.url, answers),
        directoryContents: [],
      });
      const made = new Map(
        directoryContents.map(file => [
          file.path.replace('repository/', ''),
          { ...file, bytes: Buffer.from(file.base64Content, 'base64') },
        ]),
      );
      const digests = [...made].map(
        ([name, { bytes, executable = false }]) => ({
          path: name,
          digest: createHash('sha256').update(bytes).digest('hex'),
          size: bytes.length,
          executable,
        }),
      );
      assert.deepEqual(
        digests.sort((a, b) => (a.path < b.path ? -1 : 1)),
        preview?.files.map(({ path: name, digest, size, executable }) => ({
          path: name,
          digest,
          size,
          executable,
        })),
      );
      const text = made.get('catalog-info.yaml')?.bytes.toString('utf8') ?? '';
      assert.deepEqual(
        parseAllDocuments(text).map(document => document.toJS()),
        preview?.entities,
      );
    });
  }
});
