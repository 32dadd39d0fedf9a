// Hostile answers as in hostile.test.ts, ten times as many and others at each
// run; a failure prints the seed that brings it back.
import { describe, it } from 'node:test';
import {
  buildService,
  spread,
  theComposer,
  throwAnswers,
  type Outcome,
} from './throwAnswers';

const RUNS = 30_000;
const BUILT = 30;

describe(`${RUNS} hostile answers`, async () => {
  const composer = await theComposer();
  let outcome: Outcome;

  it('are refused with field and mend, or carried into a sound tree', async () => {
    outcome = await throwAnswers(composer, RUNS);
    process.stdout.write(
      `${outcome.refused} refused, ${outcome.carried.length} carried\n`,
    );
  });

  it('that are carried build and pass go vet', async () => {
    for (const answers of spread(outcome.carried, BUILT)) {
      await buildService(composer, answers);
    }
  });
});
