import { spawn, type ChildProcess } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { freePort } from './ports';
import { endGracefully, endProcess, killAtExit } from './processes';
import { waitUntil } from './waiting';

const ROOT = dirname(dirname(__dirname));
const READY_TIMEOUT_MS = 120_000;

/** How a portal for a test differs from the demonstration portal. */
export interface PortalOptions {
  /** Default: a free port. */
  port?: number;
  /** The file to start from. Default: app-config.yaml, with data in the portal's own folder. */
  base?: 'app-config.yaml' | 'app-config.production.yaml';
  /** Configuration laid over the file and over what this module sets. */
  config?: Record<string, unknown>;
  /** Environment of the process, beside that of the test. */
  env?: Record<string, string>;
  /** Folder of the portal's workspace. Default: this repository. */
  root?: string;
}

/** A real portal: the backend of this repository in a process of its own, with data of its own. */
export interface Portal {
  url: string;
  /** Holds the databases (`database`), the repositories (`git`) and the log (`portal.log`). */
  folder: string;
  /** Fetches a path of the portal as the guest. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The guest's token, for clients that carry it themselves. */
  token(): Promise<string>;
  log(): Promise<string>;
  /** Ends the process at once, as a power cut would; the data stays. */
  kill(): Promise<void>;
  /** Starts the process again on the same data, and waits until it is ready. */
  restart(): Promise<void>;
  /** Ends the process in good order and removes the data; whether it ended by itself. */
  stop(): Promise<boolean>;
}

/** Starts a portal and waits until it is ready. */
export async function startPortal(
  options: PortalOptions = {},
): Promise<Portal> {
  const port = options.port ?? (await freePort());
  const folder = await mkdtemp(join(tmpdir(), 'golden-path-portal-'));
  const url = `http://localhost:${port}`;
  const setup = await setUp(folder, port, options);
  let child = await startBackend(setup, url);

  const token = () => guestToken(url);
  return {
    url,
    folder,
    token,
    fetch: async (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${await token()}`);
      return fetch(`${url}${path}`, { ...init, headers });
    },
    log: () => readFile(setup.log, 'utf8'),
    kill: () => endProcess(child, 'SIGKILL'),
    restart: async () => {
      await endGracefully(child);
      child = await startBackend(setup, url);
    },
    stop: async () => {
      const byItself = await endGracefully(child);
      await rm(folder, { recursive: true, force: true });
      return byItself;
    },
  };
}

interface Setup {
  root: string;
  configs: string[];
  env: NodeJS.ProcessEnv;
  log: string;
}

async function setUp(
  folder: string,
  port: number,
  options: PortalOptions,
): Promise<Setup> {
  const base = options.base ?? 'app-config.yaml';
  const root = options.root ?? ROOT;
  const isDemo = base === 'app-config.yaml';
  const layers = {
    'address.yaml': addressConfig(port),
    ...(isDemo ? { 'data.yaml': dataConfig(folder, port) } : {}),
    'extra.yaml': options.config ?? {},
  };
  await mkdir(join(folder, 'work'));
  for (const [name, content] of Object.entries(layers)) {
    await writeFile(join(folder, name), stringify(content));
  }
  return {
    root,
    configs: [
      join(root, base),
      ...Object.keys(layers).map(name => join(folder, name)),
    ],
    env: {
      ...process.env,
      NODE_ENV: isDemo ? 'development' : 'production',
      NODE_OPTIONS: '',
      ...options.env,
    },
    log: join(folder, 'portal.log'),
  };
}

function addressConfig(port: number) {
  const url = `http://localhost:${port}`;
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      cors: { origin: url },
    },
  };
}

function dataConfig(folder: string, port: number) {
  return {
    backend: {
      database: { connection: { directory: join(folder, 'database') } },
    },
    gitHost: { root: join(folder, 'git') },
    integrations: {
      gitea: [
        {
          host: `localhost:${port}`,
          baseUrl: `http://localhost:${port}/api/git-host`,
          username: 'git-demo',
          password: 'for-this-machine-only',
        },
      ],
    },
    goldenPath: {
      places: [{ host: `localhost:${port}`, owners: ['demo'] }],
    },
    scaffolder: { workingDirectory: join(folder, 'work') },
    techdocs: {
      publisher: { local: { publishDirectory: join(folder, 'techdocs') } },
    },
  };
}

async function startBackend(setup: Setup, url: string): Promise<ChildProcess> {
  const log = openSync(setup.log, 'a');
  const child = spawn(
    process.execPath,
    [
      '--require',
      join(setup.root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
      join(setup.root, 'packages/backend/src/index.ts'),
      ...setup.configs.flatMap(file => ['--config', file]),
    ],
    { cwd: setup.root, env: setup.env, stdio: ['ignore', log, log] },
  );
  closeSync(log);
  killAtExit(child);
  await waitUntil(
    'the portal is ready',
    () => hasEndedOrIsReady(child, url),
    READY_TIMEOUT_MS,
  ).catch(() => endProcess(child, 'SIGKILL'));
  if (child.exitCode !== null || child.signalCode !== null) {
    throw new Error(`the portal did not start:\n${await lastWords(setup.log)}`);
  }
  return child;
}

async function lastWords(file: string): Promise<string> {
  const log = await readFile(file, 'utf8');
  const lines = log
    .split('\n')
    .filter(line => !line.includes('incomingRequest'));
  return lines.slice(-20).join('\n');
}

async function hasEndedOrIsReady(
  child: ChildProcess,
  url: string,
): Promise<boolean> {
  if (child.exitCode !== null) return true;
  const response = await fetch(`${url}/.backstage/health/v1/readiness`);
  return response.ok;
}

async function guestToken(url: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/guest/refresh`, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  const body = (await response.json()) as {
    backstageIdentity?: { token?: string };
  };
  const token = body.backstageIdentity?.token;
  if (!token) {
    throw new Error(`the portal gave the guest no token (${response.status})`);
  }
  return token;
}
