import { randomBytes } from 'node:crypto';
import { ClientRequest, IncomingMessage, request } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commitFiles,
  createRepository,
  git,
  publishFiles,
  userUrl,
} from '../__testUtils__/gitClient';
import { countGitProcesses, eventually } from '../__testUtils__/gitProcesses';
import { RunningGitHost, startGitHost } from '../__testUtils__/startGitHost';

jest.setTimeout(120_000);

let host: RunningGitHost;
let workspace: string;
let head: string;

beforeAll(async () => {
  host = await startGitHost();
  workspace = await mkdtemp(join(tmpdir(), 'git-host-work-'));
  const files = { 'blob.bin': randomBytes(20 * 1024 * 1024) };
  const directory = await publishFiles(host, 'large', workspace, files);
  head = (await git(directory, 'rev-parse', 'HEAD')).stdout.trim();
});

afterAll(async () => {
  await host.stop();
  await rm(workspace, { recursive: true, force: true });
});

function post(service: string, repository: string): ClientRequest {
  return request({
    host: 'localhost',
    port: host.port,
    method: 'POST',
    path: `/api/git-host/acme/${repository}.git/git-${service}`,
    headers: {
      authorization: host.authorization,
      'content-type': `application/x-git-${service}-request`,
    },
  });
}

/** Asks for the whole repository and returns the answer before its body is read. */
async function startFetch(): Promise<IncomingMessage> {
  const fetching = post('upload-pack', 'large');
  fetching.end(`0032want ${head}\n00000009done\n`);
  const [answer]: IncomingMessage[] = await once(fetching, 'response');
  if (!answer) {
    throw new Error('no answer');
  }
  return answer;
}

const running = () => countGitProcesses(host.root);

it('waits for a reader who is slow, and gives all of it', async () => {
  const answer = await startFetch();
  await new Promise(resolve => setTimeout(resolve, 1000));
  expect(await running()).toBeGreaterThan(0);
  let received = 0;
  for await (const chunk of answer) {
    received += chunk.length;
  }
  expect(received).toBeGreaterThan(20 * 1024 * 1024);
  await eventually(async () => (await running()) === 0);
});

it('ends its processes when a reader goes away', async () => {
  const answer = await startFetch();
  await once(answer, 'readable');
  expect(await running()).toBeGreaterThan(0);
  answer.destroy();
  await eventually(async () => (await running()) === 0);
});

it('keeps nothing of a push that breaks off, so that it can be repeated', async () => {
  await createRepository(host, 'broken');
  const pushing = post('receive-pack', 'broken');
  pushing.on('error', () => {});
  const command = `${'0'.repeat(40)} ${head} refs/heads/main\0report-status\n`;
  pushing.write(`${(command.length + 4).toString(16).padStart(4, '0')}`);
  pushing.write(`${command}0000PACK\0\0\0\x02\0\0\0\x03`);
  await eventually(async () => (await running()) > 0);
  pushing.destroy();
  await eventually(async () => (await running()) === 0);
  await eventually(async () =>
    host.audited.includes('push portal acme/broken Error'),
  );

  expect((await createRepository(host, 'broken')).status).toBe(201);
  const directory = join(workspace, 'broken');
  await commitFiles(directory, { 'a.txt': 'a' });
  const url = userUrl(host, 'acme/broken');
  await git(directory, 'push', '--quiet', url, 'main');
  const { stdout } = await git(directory, 'ls-remote', url);
  expect(stdout).toContain('refs/heads/main');
});
