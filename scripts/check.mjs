// Checks the sources: `npm run check`, the first stage of `npm test`.
// `npm run check -- types lint` runs only the checks whose names hold one of the words.
import { spawnSync } from 'node:child_process';
import { checks } from './checks.mjs';
import { inRoot } from './lib/paths.mjs';
import { output } from './lib/run.mjs';
import { ensureToolchain } from './lib/toolchain.mjs';

const print = text => process.stdout.write(`${text}\n`);

function passes(check, env) {
  const started = Date.now();
  const [command, ...args] = check.command;
  const result = spawnSync(command, args, {
    cwd: inRoot(check.cwd ?? '.'),
    env: { ...env, ...check.env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const said = `${result.stdout ?? ''}${result.stderr ?? ''}`.trim();
  const ok = result.status === 0 && !(check.quiet && said !== '');
  const seconds = Math.round((Date.now() - started) / 1000);
  print(`${ok ? 'ok  ' : 'FAIL'} ${check.name} (${seconds} s)`);
  if (!ok) print(result.error ? result.error.message : said);
  return ok;
}

const changes = () => output('git', ['status', '--porcelain']) ?? '';

/** Whether the checks left the working tree as they found it; in CI, whether it is clean. */
function isUntouched(before) {
  const after = changes();
  const expected = process.env.CI ? '' : before;
  const ok = after === expected;
  print(
    ok
      ? `ok   ${
          after === ''
            ? 'the working tree is clean'
            : 'the working tree is as it was'
        }`
      : `FAIL the working tree is not clean\n${after}`,
  );
  return ok;
}

const words = process.argv.slice(2);
const chosen = checks().filter(
  check => words.length === 0 || words.some(word => check.name.includes(word)),
);
const env = await ensureToolchain();
const before = changes();
const results = [
  ...chosen.map(check => passes(check, env)),
  isUntouched(before),
];
const failed = results.filter(ok => !ok).length;
print(`${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
