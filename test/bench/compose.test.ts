import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const WARM_RUNS = 12;
const ROUNDS = 4;

/** Milliseconds of the runs of one contender in a fresh process. */
function run(contender: string): number[] {
  const output = execFileSync(process.execPath, [
    '--require',
    TRANSFORM,
    join(__dirname, 'measure.ts'),
    contender,
    String(1 + WARM_RUNS),
  ]);
  return JSON.parse(output.toString()) as number[];
}

/**
 * The best time of each kind: other work on the machine only ever adds to it.
 * Contenders take turns, so that it adds to both.
 */
function figures() {
  const best = { compose: times(), template: times() };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const contender of ['compose', 'template'] as const) {
      const [cold = Infinity, ...warm] = run(contender);
      const { cold: a, warm: b } = best[contender];
      best[contender] = {
        cold: Math.min(a, cold),
        warm: Math.min(b, ...warm),
      };
    }
  }
  return best;
}

function times() {
  return { cold: Infinity, warm: Infinity };
}

test('composing takes no longer than fetch:template on the same files', context => {
  const { compose, template } = figures();
  for (const kind of ['cold', 'warm'] as const) {
    const ratio = compose[kind] / template[kind];
    context.diagnostic(
      `${kind}: compose ${compose[kind].toFixed(
        0,
      )} ms, fetch:template ${template[kind].toFixed(
        0,
      )} ms, ratio ${ratio.toFixed(2)}`,
    );
    assert.ok(ratio <= 1, `${kind}: ${ratio.toFixed(2)} times as long`);
  }
});
