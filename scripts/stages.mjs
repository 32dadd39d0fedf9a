import { existsSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { GO_FLAGS } from './lib/go.mjs';
import { nodeTests, TRANSFORM } from './lib/nodeTests.mjs';
import { inRoot } from './lib/paths.mjs';

const PATTERNS = 'templates/patterns';
const GOLDEN = 'test/golden/orders';
const DEEP = '.deep.test.ts';

/** The longest takes an hour and a half, and a slow machine three times as long. */
const DEEP_LIMIT_MINUTES = 300;

/** Runs a command beside servers of its own, which its environment names. */
const withServers = (servers, command) => [
  'node',
  '--require',
  TRANSFORM,
  inRoot('test/support/withServers.ts'),
  ...servers,
  '--',
  ...command,
];

/** The Go tests of one module, counted by the events that Go prints. */
const goTests = (name, folder, servers) => {
  const command = ['go', 'test', '-race', '-count=1', '-json', './...'];
  return {
    name,
    cwd: folder,
    env: GO_FLAGS,
    command: withServers(servers, command),
    counts: 'go',
    skip: !existsSync(inRoot(folder, 'go.mod')),
  };
};

/**
 * The whole-product tests of one folder of test/: Node's own test runner on
 * TypeScript, read through Backstage's transform. Files named `*.deep.test.ts` are for
 * `npm run test:all` only, and a stage each: some take hours.
 */
function productTests(folder) {
  const all = testFiles(`test/${folder}`);
  const isDeep = file => file.endsWith(DEEP);
  const stage = (name, files, deep) => ({
    name,
    deep,
    ...nodeTests(files),
    ...(deep && { limitMinutes: DEEP_LIMIT_MINUTES }),
    skip: files.length === 0,
  });
  return [
    stage(
      `product: ${folder}`,
      all.filter(file => !isDeep(file)),
      false,
    ),
    ...all
      .filter(isDeep)
      .map(file =>
        stage(`deep: ${folder}/${basename(file, DEEP)}`, [file], true),
      ),
  ];
}

function testFiles(folder) {
  if (!existsSync(inRoot(folder))) return [];
  return readdirSync(inRoot(folder))
    .filter(name => /\.test\.(ts|mjs)$/.test(name))
    .sort()
    .map(name => `${folder}/${name}`);
}

/**
 * What `npm test` runs, in this order. A stage has a `name`, a `command`, the
 * `files` that the command is run with one after the other if there are any,
 * the `limitMinutes` of a run if they are not the usual ones, how its results
 * are counted (`counts`: line, jest, go or node), and `deep: true` if only
 * `npm run test:all` runs it.
 */
export const stages = () =>
  [
    { name: 'checks', command: ['node', 'scripts/check.mjs'], counts: 'line' },
    {
      name: 'unit tests',
      command: [
        'yarn',
        'backstage-cli',
        'repo',
        'test',
        '--watchAll=false',
        '--maxWorkers=2',
        '--json',
        '--outputFile=.cache/jest.json',
      ],
      counts: 'jest',
    },
    goTests('patterns', PATTERNS, [
      'nats',
      'postgres',
      'postgres-pair',
      'redis',
      'redis-cluster',
    ]),
    goTests('golden service', GOLDEN, ['postgres']),
    ...[
      'workspace',
      'golden',
      'adopt',
      'hosts',
      'hostile',
      'e2e',
      'faults',
      'matrix',
      'bench',
      'install',
    ].flatMap(productTests),
  ].filter(stage => !stage.skip);
