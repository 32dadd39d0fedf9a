import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { inRoot } from './paths.mjs';
import { counterOf } from './counters.mjs';
import { say } from './run.mjs';

/**
 * After how long a run has hung that sets no limit itself: several times what the
 * longest takes, and little enough for all others to end within an hour and a half.
 */
const LIMIT_MINUTES = 30;

/**
 * Runs one stage, shows its output as it comes, and returns how many tests
 * passed and failed. A stage with files is a run for each, one after the other:
 * each may start a portal and a database. A run that exits badly without naming
 * a failed test, that ran no test, or that hung counts as one failure.
 */
export async function runStage(stage, env) {
  const total = { passed: 0, failed: 0 };
  for (const run of runsOf(stage)) {
    const { passed, failed } = await countRun(run, env);
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}

function runsOf({ files, ...stage }) {
  if (!files) return [stage];
  return files.map(file => ({
    ...stage,
    name: file,
    command: [...stage.command, file],
  }));
}

async function countRun(run, env) {
  const counter = counterOf(run);
  const see = line => {
    counter.see(line);
    const shown = counter.show(line);
    if (shown !== undefined) process.stdout.write(`${shown}\n`);
  };
  const ended = await endOf(run, env, see);
  const { passed, failed } = counter.counts();
  const silent = failed === 0 && (!ended || passed === 0);
  return { passed, failed: silent ? 1 : failed };
}

/** Runs a command, and returns whether it ended well and in time; one that has not by then is killed. */
async function endOf(run, env, see) {
  const { name, command, limitMinutes = LIMIT_MINUTES } = run;
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd: inRoot(run.cwd ?? '.'),
    env: { ...env, ...run.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, which the servers that it starts are in, too.
    detached: true,
  });
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', see);
  }
  let hung = false;
  const limit = setTimeout(() => {
    hung = true;
    say(
      `${name} has not ended after ${limitMinutes} minutes: it and the servers that it started are killed`,
    );
    killGroup(child);
    // Whatever left the group may hold them open.
    child.stdout.destroy();
    child.stderr.destroy();
  }, limitMinutes * 60_000);
  // The terminal signals this group alone.
  const forget = onEnd(() => killGroup(child));
  try {
    const code = await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return code === 0 && !hung;
  } finally {
    clearTimeout(limit);
    forget();
  }
}

function killGroup({ pid }) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It has ended.
    if (error.code !== 'ESRCH') throw error;
  }
}

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'];

/** Does a last thing when this process is told to end; returns what forgets it. */
function onEnd(last) {
  const end = (_, number) => {
    last();
    process.exit(128 + number);
  };
  for (const signal of SIGNALS) process.once(signal, end);
  return () => {
    for (const signal of SIGNALS) process.off(signal, end);
  };
}
