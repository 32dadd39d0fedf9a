import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const TRANSFORM = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const WARM_RUNS = 15;
const COLD_STARTS = 3;

/** Milliseconds of the runs of one contender in a fresh process. */
function run(contender: string, runs: number): number[] {
  const output = execFileSync(process.execPath, [
    '--require',
    TRANSFORM,
    join(__dirname, 'measure.ts'),
    contender,
    String(runs),
  ]);
  return JSON.parse(output.toString()) as number[];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function figures(contender: string): { cold: number; warm: number } {
  const [, ...warm] = run(contender, WARM_RUNS + 1);
  const cold = Array.from({ length: COLD_STARTS }, () => run(contender, 1)[0]!);
  return { cold: median(cold), warm: median(warm) };
}

test('composing takes no longer than fetch:template on the same files', context => {
  const compose = figures('compose');
  const template = figures('template');
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
