import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcess, killAtExit } from './processes';
import { waitUntil } from './waiting';

const START_TIMEOUT_MS = 30_000;

/** A real server of its own on 127.0.0.1, which goes away and comes back. */
export interface LocalServer {
  /** Where clients find it. */
  readonly url: string;
  /** Ends its process and leaves its folder, as an outage does. */
  kill(): Promise<void>;
  /** Starts it again on the same port, with what its folder has. */
  start(): Promise<void>;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

/** How a server is started. */
export interface Program {
  readonly name: string;
  readonly command: string;
  /** The scheme of its URL. */
  readonly scheme: string;
  readonly port: number;
  args(folder: string): readonly string[];
  /** Whether it answers; to throw is to say no. */
  answers(): Promise<boolean>;
}

/** Starts a server in a folder of its own, and waits until it answers. */
export async function startServer({
  name,
  command,
  scheme,
  port,
  args,
  answers,
}: Program): Promise<LocalServer> {
  const folder = await mkdtemp(join(tmpdir(), `golden-path-${scheme}-`));
  let server: ChildProcess | undefined;
  const start = async () => {
    server = killAtExit(spawn(command, args(folder), { stdio: 'ignore' }));
    await waitUntil(`${name} answers`, answers, START_TIMEOUT_MS);
  };
  const end = async (signal: NodeJS.Signals) => {
    if (server) await endProcess(server, signal);
  };
  const stop = async () => {
    await end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  const url = `${scheme}://127.0.0.1:${port}`;
  return { url, kill: () => end('SIGKILL'), start, stop };
}
