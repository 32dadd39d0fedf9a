import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from './ports';
import { endProcess, killAtExit, runOrThrow } from './processes';
import { waitUntil } from './waiting';

/** A composed service that runs. */
export interface RunningService {
  /** Address of the API. */
  url: string;
  /** Address of the gRPC API, where the service has one. */
  grpcUrl: string;
  /** Address of probes and metrics. */
  adminUrl: string;
  /** Asks it to stop, and returns its exit code; null when it was killed. */
  stop(): Promise<number | null>;
  /** Ends it as the kernel does when there is no memory left. */
  kill(): Promise<void>;
  /** Starts it again at the same addresses, once it has stopped. */
  restart(): Promise<void>;
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

/** Builds a command of a service, with more flags if given, and returns its binary. */
export async function buildService(
  directory: string,
  name: string,
  flags: readonly string[] = [],
): Promise<string> {
  const binary = join(directory, 'bin', name);
  await runOrThrow('go', ['build', ...flags, '-o', binary, `./cmd/${name}`], {
    cwd: directory,
    env: goEnvironment(),
  });
  return binary;
}

/** Serves on free ports, with more settings if given; the database of the service, if it has one, is migrated before. */
export async function startService(
  binary: string,
  dsn: string | undefined,
  more: Record<string, string> = {},
): Promise<RunningService> {
  const [http, grpc, admin] = [
    await freePort(),
    await freePort(),
    await freePort(),
  ].map(port => `127.0.0.1:${port}`);
  const env = {
    PATH: process.env.PATH,
    ...(dsn !== undefined && { DATABASE_URL: dsn }),
    HTTP_ADDRESS: http,
    GRPC_ADDRESS: grpc,
    ADMIN_ADDRESS: admin,
    SHUTDOWN_DELAY: '0s',
    ...more,
  };
  if (dsn !== undefined) await runOrThrow(binary, ['migrate', 'up'], { env });
  const adminUrl = `http://${admin}`;
  let running: ChildProcess | undefined;
  const start = async () => {
    running = killAtExit(spawn(binary, ['serve'], { env, stdio: 'ignore' }));
    await waitUntil(
      `${binary} is ready`,
      async () => (await fetch(`${adminUrl}/readyz`)).ok,
      30_000,
    );
  };
  await start();
  return {
    url: `http://${http}`,
    grpcUrl: `http://${grpc}`,
    adminUrl,
    stop: async () => {
      if (!running) return null;
      await endProcess(running, 'SIGTERM');
      return running.exitCode;
    },
    kill: async () => {
      if (running) await endProcess(running, 'SIGKILL');
    },
    restart: start,
  };
}

/** Builds a service and starts it. */
export async function runService(
  directory: string,
  name: string,
  dsn: string | undefined,
  more: Record<string, string> = {},
): Promise<RunningService> {
  return startService(await buildService(directory, name), dsn, more);
}
