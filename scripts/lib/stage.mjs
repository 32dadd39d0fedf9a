import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRoot } from './paths.mjs';
import { counterOf } from './counters.mjs';

/**
 * Runs one stage, shows its output as it comes, and returns how many tests
 * passed and failed. A stage that exits badly without naming a failed test,
 * or that ran no test, counts as one failure.
 */
export async function runStage(stage, env) {
  const counter = counterOf(stage);
  const [command, ...args] = stage.command;
  const child = spawn(command, args, {
    cwd: inRoot(stage.cwd ?? '.'),
    env: { ...env, ...stage.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const read = input => {
    createInterface({ input }).on('line', line => {
      counter.see(line);
      const shown = counter.show(line);
      if (shown !== undefined) process.stdout.write(`${shown}\n`);
    });
  };
  read(child.stdout);
  read(child.stderr);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const { passed, failed } = counter.counts();
  const silent = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: silent ? 1 : failed };
}
