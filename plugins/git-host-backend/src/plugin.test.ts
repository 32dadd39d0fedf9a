import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { isNewEnough } from './git/requireGit';
import { gitHostPlugin } from './plugin';
import { testConfig } from './__testUtils__/startGitHost';

describe('starting', () => {
  const path = process.env.PATH;
  let empty: string;

  beforeEach(async () => {
    empty = await mkdtemp(join(tmpdir(), 'git-host-empty-'));
  });

  afterEach(async () => {
    process.env.PATH = path;
    await rm(empty, { recursive: true, force: true });
  });

  const start = (data: object) =>
    startTestBackend({
      features: [
        gitHostPlugin,
        mockServices.rootConfig.factory({
          data: JSON.parse(JSON.stringify(data)),
        }),
      ],
    });

  it('refuses without git and says what to install', async () => {
    process.env.PATH = empty;
    await expect(start(testConfig(7007, { root: empty }))).rejects.toThrow(
      /needs the command 'git'.*install Git 2\.28 or newer.*apt-get install git/,
    );
  });

  it('refuses a portal that other machines reach', async () => {
    const config = testConfig(7007, { root: empty });
    const backend = { baseUrl: 'https://portal.example.com' };
    await expect(start({ ...config, backend })).rejects.toThrow(
      /its own machine only/,
    );
  });

  it('refuses a root that is a file, by its key', async () => {
    await writeFile(join(empty, 'file'), '');
    const config = testConfig(7007, { root: join(empty, 'file') });
    await expect(start(config)).rejects.toThrow(
      /gitHost.root '.*file' cannot be used as a directory/,
    );
  });

  it('serves nothing where it is not configured', async () => {
    const { server } = await start({ backend: { baseUrl: 'https://x.test' } });
    const answer = await fetch(
      `http://localhost:${server.port()}/api/git-host/`,
    );
    expect(answer.status).toBe(404);
  });

  it('makes the organizations', async () => {
    await start(testConfig(7007, { root: join(empty, 'new', 'root') }));
    await expect(readdir(join(empty, 'new', 'root'))).resolves.toEqual([
      'acme',
      'tools',
    ]);
  });
});

it.each([
  ['git version 2.28.0', true],
  ['git version 2.39.5 (Apple Git-154)', true],
  ['git version 3.0.0', true],
  ['git version 2.27.1', false],
  ['git version 1.8.3.1', false],
  ['', false],
])('%j: new enough is %s', (answer, expected) =>
  expect(isNewEnough(answer)).toBe(expected),
);
