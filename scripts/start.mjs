// Serves the demonstration portal: `npm start`. Plain Node, any version that npm still runs on.
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
} from 'node:fs';
import { inRoot, root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { isServing, waitUntilUsable } from './lib/readiness.mjs';
import { say } from './lib/run.mjs';

const ADDRESS = 'http://localhost:7007';
const LOG = inRoot('.data/portal.log');

const configs = ['app-config.yaml', 'app-config.local.yaml'].filter(name =>
  existsSync(inRoot(name)),
);

/** Starts the backend; its log goes to a file so that the address stays in sight. */
function startBackend(env) {
  mkdirSync(inRoot('.data'), { recursive: true });
  const log = openSync(LOG, 'w');
  const child = spawn(
    'node',
    [
      '--require',
      inRoot('node_modules/@backstage/cli/config/nodeTransform.cjs'),
      inRoot('packages/backend/src/index.ts'),
      ...configs.flatMap(name => ['--config', name]),
    ],
    {
      cwd: root,
      env: { ...env, NODE_ENV: 'development' },
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  return child;
}

/** What the portal said last, from the sentence that names the reason if there is one. */
function lastWords() {
  const log = readFileSync(LOG, 'utf8').trimEnd();
  const reason = log.lastIndexOf('The portal did not start');
  return reason >= 0
    ? log.slice(reason)
    : log.split('\n').slice(-10).join('\n');
}

async function announceWhenReady(child) {
  const started = Date.now();
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  if (!(await waitUntilUsable(ADDRESS, isAlive))) return;
  say(`start the portal: ${Math.round((Date.now() - started) / 1000)} s`);
  say(`\nThe portal is ready: ${ADDRESS}`);
  say('Its log: .data/portal.log · stop it with Ctrl-C');
}

async function main() {
  if (await isServing(ADDRESS)) {
    throw new Error(`something else answers at ${ADDRESS}; stop it first`);
  }
  const env = await prepare();
  say('start the portal …');
  const child = startBackend(env);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => child.kill(signal));
  }
  // `close` comes after the last line of the log.
  child.once('close', (code, signal) => {
    if (code) {
      say(
        `${lastWords()}\nThe portal stopped with exit code ${code}; its log: .data/portal.log`,
      );
    }
    process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
  });
  await announceWhenReady(child);
}

main().catch(error => {
  say(`error: ${error.message}`);
  process.exit(1);
});
