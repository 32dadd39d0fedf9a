import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const WARM_RUNS = 12;
const ROUNDS = 4;

let home: string;
before(() => {
  home = mkdtempSync(join(tmpdir(), 'bench-'));
  run('skeleton');
});
after(() => rmSync(home, { recursive: true }));

/** Runs a script of this folder in a fresh process. */
function run(script: string): string {
  return execFileSync(process.execPath, [
    '--require',
    TRANSFORM,
    join(__dirname, `${script}.ts`),
    home,
    String(1 + WARM_RUNS),
  ]).toString();
}

/**
 * The best time of each kind: other work on the machine only ever adds to it.
 * Contenders take turns, each time in a fresh process, so that it adds to both.
 */
function figures() {
  const best = { composing: times(), templating: times() };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const contender of ['composing', 'templating'] as const) {
      const runs = JSON.parse(run(contender)) as number[];
      assert.equal(runs.length, 1 + WARM_RUNS, `runs of ${contender}`);
      const [cold = Infinity, ...warm] = runs;
      best[contender] = {
        cold: Math.min(best[contender].cold, cold),
        warm: Math.min(best[contender].warm, ...warm),
      };
    }
  }
  return best;
}

function times() {
  return { cold: Infinity, warm: Infinity };
}

test('composing beside fetch:template on the same files', context => {
  const { composing, templating } = figures();
  for (const kind of ['cold', 'warm'] as const) {
    const ratio = composing[kind] / templating[kind];
    context.diagnostic(
      `${kind}: compose ${composing[kind].toFixed(
        0,
      )} ms, fetch:template ${templating[kind].toFixed(
        0,
      )} ms, ratio ${ratio.toFixed(2)}`,
    );
  }
});
