import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { devNull } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RunningGitHost } from './startGitHost';
import { writeFiles } from './writeFiles';

const run = promisify(execFile);

/** What a git command wrote. */
export interface GitOutput {
  stdout: string;
  stderr: string;
}

/** The environment of a developer's git that knows an author and asks nothing. */
export const CLIENT_ENVIRONMENT = {
  PATH: process.env.PATH,
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.com',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.com',
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  LC_ALL: 'C',
};

/** Runs a developer's git; rejects with its message. */
export function git(cwd: string, ...args: string[]): Promise<GitOutput> {
  return run('git', args, { cwd, env: CLIENT_ENVIRONMENT });
}

/** Makes a working copy with one commit of these files on `main`. */
export async function commitFiles(
  directory: string,
  files: Record<string, string | Buffer>,
  branch = 'main',
): Promise<void> {
  await mkdir(directory, { recursive: true });
  await git(directory, 'init', '--quiet', `--initial-branch=${branch}`);
  await addCommit(directory, files, 'First commit');
}

/** Adds a commit of these files to a working copy. */
export async function addCommit(
  directory: string,
  files: Record<string, string | Buffer>,
  message: string,
): Promise<void> {
  await writeFiles(directory, files);
  await git(directory, 'add', '--all');
  await git(directory, 'commit', '--quiet', '-m', message);
}

/** The address to clone from, with the user's name and password in it. */
export function userUrl(host: RunningGitHost, path: string): string {
  const credentials = `portal:${encodeURIComponent('s3cret:pass')}@`;
  return `${host.baseUrl.replace('//', `//${credentials}`)}/${path}`;
}

/** Creates a repository through the API, as `publish:gitea` does. */
export async function createRepository(
  host: RunningGitHost,
  name: string,
  organization = 'acme',
): Promise<Response> {
  return fetch(`${host.baseUrl}/api/v1/orgs/${organization}/repos`, {
    method: 'POST',
    headers: {
      authorization: host.authorization,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ name, description: `The ${name} service` }),
  });
}

/** Creates a repository and pushes one commit of these files to its `main`. */
export async function publishFiles(
  host: RunningGitHost,
  name: string,
  workspace: string,
  files: Record<string, string | Buffer>,
): Promise<string> {
  await createRepository(host, name);
  const directory = join(workspace, name);
  await commitFiles(directory, files);
  await git(
    directory,
    'push',
    '--quiet',
    userUrl(host, `acme/${name}.git`),
    'main',
  );
  return directory;
}

/** Runs a developer's git and returns what it told of its requests and packets. */
export async function traceGit(
  cwd: string,
  ...args: string[]
): Promise<string> {
  const env = {
    ...CLIENT_ENVIRONMENT,
    GIT_TRACE_CURL: '1',
    GIT_TRACE_PACKET: '1',
  };
  const { stderr } = await run('git', args, {
    cwd,
    env,
    maxBuffer: 64 * 1024 * 1024,
  });
  return stderr;
}
