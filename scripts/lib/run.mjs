import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from './paths.mjs';

const HEARTBEAT_MS = 15_000;
const seconds = since => `${Math.round((Date.now() - since) / 1000)} s`;

/** Prints one plain line of progress; standard output stays free for results. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs a step whose output nobody wants to read unless it fails: it goes to
 * `log`, the console gets the step's name and its seconds. Throws with the end
 * of the log when the command fails.
 */
export async function quietly(name, [command, ...args], { env, log }) {
  const started = Date.now();
  say(`${name} …`);
  const beat = setInterval(
    () => say(`${name} … ${seconds(started)}`),
    HEARTBEAT_MS,
  );
  try {
    const code = await spawnTo(log, command, args, env);
    if (code !== 0) {
      throw new Error(
        `${name} failed (exit ${code}); the whole log is in ${log}\n${tail(
          log,
        )}`,
      );
    }
  } finally {
    clearInterval(beat);
  }
  say(`${name}: ${seconds(started)}`);
}

function spawnTo(log, command, args, env) {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  const child = spawn(command, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => file.end(() => resolve(code ?? 1)));
  });
}

function tail(log, lines = 40) {
  return readFileSync(log, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .join('\n');
}

/** The trimmed standard output of a command, or undefined if it cannot run. */
export function output(command, args, env = process.env) {
  const result = spawnSync(command, args, { cwd: root, env, encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : undefined;
}
