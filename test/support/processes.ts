import {
  spawn,
  type ChildProcess,
  type SpawnOptions,
} from 'node:child_process';
import { once } from 'node:events';

/** How a finished command ended and what it printed. */
export interface Finished {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command to its end and returns what it printed; never throws for a failing exit code. */
export async function run(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Finished> {
  const child = spawn(command, args, {
    ...options,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return {
    code: code ?? 1,
    stdout: Buffer.concat(stdout).toString('utf8'),
    stderr: Buffer.concat(stderr).toString('utf8'),
  };
}

/** As {@link run}, but a failing exit code throws with all that was printed. */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Finished> {
  const finished = await run(command, args, options);
  if (finished.code !== 0) {
    throw new Error(
      `${command} ${args.join(' ')} failed (exit ${finished.code})\n${
        finished.stdout
      }${finished.stderr}`,
    );
  }
  return finished;
}

/** Sends a signal and waits for the end of the process; returns at once if it has ended. */
export async function endProcess(
  child: ChildProcess,
  signal: NodeJS.Signals,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

/** The processes that must not outlive this one. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach(child => child.kill('SIGKILL')));

/** Ends a process at the latest when this one ends, and returns it. */
export function killAtExit<T extends ChildProcess>(child: T): T {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/**
 * Asks a process to end, and ends it if it has not after `graceMs`.
 * Returns whether it ended by itself.
 */
export async function endGracefully(
  child: ChildProcess,
  graceMs = 10_000,
): Promise<boolean> {
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await endProcess(child, 'SIGTERM');
  clearTimeout(timer);
  return child.signalCode !== 'SIGKILL';
}
