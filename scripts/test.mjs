// Tests everything: `npm test`, or `npm run test:all` for the deep stages too.
// `npm test -- unit e2e` runs only the stages whose names hold one of the words.
//
// Unit tests run in Jest (backstage-cli). Whole-product tests in test/ run in
// Node's own test runner (`node:test`, `node:assert`) on TypeScript that is read
// through @backstage/cli/config/nodeTransform.cjs, so they import the packages of
// this repository as they are; test/support/ starts the real servers they need:
//   node --require @backstage/cli/config/nodeTransform.cjs --test test/e2e/x.test.ts
// scripts/stages.mjs lists the stages; test/deep-results.md holds the last results
// of the deep ones, for they take longer than anybody waits.
import { keepResult } from './lib/deepResults.mjs';
import { prepare } from './lib/prepare.mjs';
import { output, say } from './lib/run.mjs';
import { runStage } from './lib/stage.mjs';

const minutes = since => ((Date.now() - since) / 60_000).toFixed(1);

function requireGo(env) {
  const version = output('go', ['env', 'GOVERSION'], env);
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  if (Number(major) > 1 || Number(minor) >= 26) return;
  throw new Error(
    `the tests build and run Go services, and need Go 1.26 or newer on PATH; found ${
      version ?? 'none'
    }`,
  );
}

async function selected(args) {
  // Read after the preparation: older versions of Node lack what it uses.
  const { stages } = await import('./stages.mjs');
  const words = args.filter(each => !each.startsWith('--'));
  const deep = args.includes('--all');
  return stages()
    .filter(stage => deep || !stage.deep)
    .filter(
      stage =>
        words.length === 0 || words.some(word => stage.name.includes(word)),
    );
}

const describe = ({ name, passed, failed, minutes: spent }) =>
  `${name}: ${passed} passed, ${failed} failed, ${spent} min`;

async function runAll(stages, env) {
  const results = [];
  for (const stage of stages) {
    const started = Date.now();
    say(`\n── ${stage.name}`);
    const counts = await runStage(stage, env);
    const result = { name: stage.name, ...counts, minutes: minutes(started) };
    results.push(result);
    if (stage.deep) keepResult(result);
    say(`── ${describe(result)}`);
  }
  return results;
}

const total = (results, key) =>
  results.reduce((sum, result) => sum + result[key], 0);

async function main(args) {
  const started = Date.now();
  const env = { ...(await prepare()), DEBIAN_FRONTEND: 'noninteractive' };
  requireGo(env);
  const results = await runAll(await selected(args), env);
  const failed = total(results, 'failed');
  say(`\n${results.map(describe).join('\n')}\nall: ${minutes(started)} min\n`);
  process.stdout.write(
    `${total(results, 'passed')} passed, ${failed} failed\n`,
  );
  return failed === 0 && results.length > 0 ? 0 : 1;
}

main(process.argv.slice(2)).then(
  code => process.exit(code),
  error => {
    say(`error: ${error.message}`);
    process.exit(1);
  },
);
