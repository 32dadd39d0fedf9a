// Hostile answers are refused with field and mend, or carried safely: the same
// thousands every time. hostile.deep.test.ts throws others at each run.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  buildService,
  spread,
  theComposer,
  throwAnswers,
  type Outcome,
} from './throwAnswers';

const RUNS = 3_000;
const BUILT = 5;

describe(`${RUNS} hostile answers`, async () => {
  const composer = await theComposer();
  let outcome: Outcome;

  it('are refused with field and mend, or carried into a sound tree', async () => {
    outcome = await throwAnswers(composer, RUNS, 2026);
    process.stdout.write(
      `${outcome.refused} refused, ${outcome.carried.length} carried\n`,
    );
    assert.ok(outcome.refused > 0.2 * RUNS, 'some are refused');
    assert.ok(outcome.carried.length > 0.05 * RUNS, 'some are carried');
  });

  it('that are carried build and pass go vet', async () => {
    for (const answers of spread(outcome.carried, BUILT)) {
      await buildService(composer, answers);
    }
  });
});
