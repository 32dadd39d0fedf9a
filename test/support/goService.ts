import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from './ports';
import { endProcess, runOrThrow } from './processes';
import { waitUntil } from './waiting';

/** A composed service that runs. */
export interface RunningService {
  /** Address of the API. */
  url: string;
  /** Address of probes and metrics. */
  adminUrl: string;
  stop(): Promise<void>;
}

/** The environment that composed services are built and tested in. */
export function goEnvironment(
  more: Record<string, string> = {},
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CI: 'true',
    GOWORK: 'off',
    GOFLAGS: '-trimpath -mod=readonly',
    ...more,
  };
}

/** Builds a service, migrates its database, and serves on free ports, with more settings if given. */
export async function runService(
  directory: string,
  name: string,
  dsn: string,
  more: Record<string, string> = {},
): Promise<RunningService> {
  const binary = join(directory, 'bin', name);
  await runOrThrow('go', ['build', '-o', binary, `./cmd/${name}`], {
    cwd: directory,
    env: goEnvironment(),
  });
  const [port, adminPort] = [await freePort(), await freePort()];
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: dsn,
    HTTP_ADDRESS: `127.0.0.1:${port}`,
    ADMIN_ADDRESS: `127.0.0.1:${adminPort}`,
    SHUTDOWN_DELAY: '0s',
    ...more,
  };
  await runOrThrow(binary, ['migrate', 'up'], { env });
  const child = spawn(binary, ['serve'], { env, stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGKILL'));
  const adminUrl = `http://127.0.0.1:${adminPort}`;
  await waitUntil(
    `${name} is ready`,
    async () => (await fetch(`${adminUrl}/readyz`)).ok,
    30_000,
  );
  return {
    url: `http://127.0.0.1:${port}`,
    adminUrl,
    stop: () => endProcess(child, 'SIGTERM'),
  };
}
