import { existsSync } from 'node:fs';
import { GO_FLAGS } from './lib/go.mjs';
import { inRoot } from './lib/paths.mjs';

const cli = (...args) => ['yarn', 'backstage-cli', ...args];
const goldenPath = (...args) => [
  'node',
  'plugins/golden-path-cli/bin/golden-path',
  ...args,
];

/** Stands in for the environment of a production portal while its configuration is checked. */
const PRODUCTION = {
  PORTAL_URL: 'https://portal.example.com',
  POSTGRES_HOST: 'postgres.example.com',
  POSTGRES_USER: 'portal',
  POSTGRES_PASSWORD: 'checked-not-used',
  SESSION_SECRET: 'checked-not-used',
  GITHUB_CLIENT_ID: 'checked-not-used',
  GITHUB_CLIENT_SECRET: 'checked-not-used',
  GITHUB_TOKEN: 'checked-not-used',
};

const goChecks = folder =>
  existsSync(inRoot(folder, 'go.mod'))
    ? [
        {
          name: `gofmt ${folder}`,
          command: ['gofmt', '-l', folder],
          quiet: true,
        },
        {
          name: `go vet ${folder}`,
          command: ['go', 'vet', './...'],
          cwd: folder,
          env: GO_FLAGS,
        },
        {
          name: `go mod tidy ${folder}`,
          command: ['go', 'mod', 'tidy', '-diff'],
          cwd: folder,
        },
      ]
    : [];

/**
 * What must hold of the sources before any test runs. A check passes when its
 * command exits with 0 and, if `quiet`, printed nothing.
 */
export const checks = () => [
  { name: 'prettier', command: ['yarn', 'prettier', '--check', '.'] },
  { name: 'manifests', command: cli('repo', 'fix', '--check', '--publish') },
  {
    name: 'configuration',
    command: cli('config:check', '--strict', '--config', 'app-config.yaml'),
  },
  {
    name: 'production configuration',
    command: cli(
      'config:check',
      '--strict',
      '--config',
      'app-config.production.yaml',
    ),
    env: PRODUCTION,
  },
  { name: 'types', command: ['yarn', 'tsc'] },
  // reads the declarations that the check of types has written
  { name: 'API reports', command: ['yarn', 'api-reports', '--ci'] },
  {
    name: 'lint',
    command: cli('repo', 'lint', '--max-warnings', '0'),
  },
  {
    name: 'lint of scripts and product tests',
    command: [
      'yarn',
      'eslint',
      '--ext',
      '.ts,.mjs',
      '--max-warnings',
      '0',
      '--ignore-pattern',
      'test/golden/orders',
      'scripts',
      'test',
    ],
  },
  {
    name: 'direction of imports',
    command: [
      'yarn',
      'depcruise',
      'plugins',
      'packages',
      '--output-type',
      'err',
    ],
  },
  {
    name: 'unused files and dependencies',
    command: ['yarn', 'knip', '--no-config-hints'],
  },
  ...goChecks('templates/patterns'),
  ...goChecks('test/golden/orders'),
  ...goChecks('test/matrix/manifests'),
  {
    name: 'facts of the patterns are fresh',
    command: ['go', 'run', './tools/facts', '-check'],
    cwd: 'templates/patterns',
  },
  {
    name: 'table of the modules is fresh',
    command: ['go', 'run', './tools/modtable', '-check'],
    cwd: 'templates/patterns',
  },
  { name: 'patterns', command: goldenPath('validate', 'templates') },
];
