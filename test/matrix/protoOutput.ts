import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  ANSWERS_API_VERSION,
  type Answers,
  type ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  locatePack,
  writeTree,
} from '@golden-path/backstage-plugin-golden-path-node';
import fc from 'fast-check';
import { differencesOf } from '../golden/differences';
import { runOrThrow } from '../support/processes';
import { describedResources } from './randomResources';
import { theComposer } from './service';

const OUTPUT = 'gen/';
const READ = ['buf.yaml', 'proto/'];

/** Plugins by their names on PATH; the service runs the same through Go. */
const TEMPLATE = JSON.stringify({
  version: 'v2',
  plugins: ['protoc-gen-go', 'protoc-gen-go-grpc'].map(local => ({
    local,
    out: 'gen',
    opt: ['paths=source_relative'],
  })),
});

/** Patterns that make contracts differ. */
const CONTRACTS: readonly Answers['patterns'][] = [
  {},
  { 'api-options': ['watch'], data: ['outbox'], broker: ['nats'] },
];

let folder: string;

/** Builds a command at the version that a module of the pack pins. */
async function build(module: string, command: string): Promise<void> {
  await runOrThrow('go', ['build', '-trimpath', '-o', folder, command], {
    cwd: join(locatePack(), 'patterns', module),
    env: { ...process.env, GOWORK: 'off', GOFLAGS: '' },
  });
}

function buf(service: string, ...args: string[]) {
  const path = [folder, process.env.PATH].join(delimiter);
  return runOrThrow(join(folder, 'buf'), args, {
    cwd: service,
    env: { ...process.env, PATH: path },
  });
}

/** What the generators write otherwise than the composer, and what buf finds. */
async function differences(
  resources: ResourceAnswers[],
  patterns: Answers['patterns'],
): Promise<string[]> {
  const { tree } = await (
    await theComposer()
  ).compose({
    apiVersion: ANSWERS_API_VERSION,
    goldenPath: 'go-grpc-service',
    service: {
      name: 'matrix',
      owner: 'group:default/commerce',
      module: 'example.com/acme/matrix',
    },
    patterns,
    resources,
  });
  const directory = await mkdtemp(join(folder, 'contract-'));
  const service = join(directory, 'service');
  const files = tree.files.filter(({ path }) =>
    READ.some(start => path.startsWith(start)),
  );
  await writeTree({ ...tree, files }, service);
  await buf(service, 'lint');
  await buf(service, 'format', '--diff', '--exit-code');
  await buf(service, 'generate', '--template', TEMPLATE);
  const composed = new Map(
    tree.files
      .filter(({ path }) => path.startsWith(OUTPUT))
      .map(({ path, content }) => [path.slice(OUTPUT.length), content]),
  );
  const found = differencesOf(join(service, OUTPUT), composed);
  await rm(directory, { recursive: true });
  return found;
}

/**
 * Tests that what is composed as the output of protoc-gen-go and
 * protoc-gen-go-grpc is what they write at the pinned versions, and that buf
 * finds nothing in the contract, for as many random services.
 */
export function testProtoOutput(services: number): void {
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'golden-path-proto-'));
    await build('.', 'google.golang.org/protobuf/cmd/protoc-gen-go');
    await build('grpc/tools', 'google.golang.org/grpc/cmd/protoc-gen-go-grpc');
    await build('grpc/tools', 'github.com/bufbuild/buf/cmd/buf');
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test(`the generators write what is composed, for ${services} random services`, async () => {
    const commit = await runOrThrow('git', ['rev-parse', 'HEAD']);
    await fc.assert(
      fc.asyncProperty(
        describedResources,
        fc.constantFrom(...CONTRACTS),
        async (resources, patterns) =>
          assert.deepEqual(await differences(resources, patterns), []),
      ),
      { numRuns: services, seed: parseInt(commit.stdout.slice(0, 7), 16) },
    );
  });
}
