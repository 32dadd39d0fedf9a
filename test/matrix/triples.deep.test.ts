// All three choices together of every golden path: services beyond those of the
// pairs, which matrix.deep.test.ts runs. Here they compile, with their tests.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EXCLUDED_TRIPLES } from './excluded';
import {
  checkCode,
  inService,
  servicesOfEveryTriple,
  theComposer,
} from './service';

describe('every three choices', async () => {
  const leftOut = new Set<string>();
  for (const { catalogue } of (await theComposer()).packs()) {
    for (const goldenPath of catalogue.goldenPaths) {
      const triples = await servicesOfEveryTriple(goldenPath);
      triples.impossible.forEach(triple => leftOut.add(triple));
      process.stdout.write(
        `${goldenPath.id}: ${triples.services.length} services hold every triple with those of the pairs\n`,
      );
      for (const { title, answers } of triples.services) {
        it(title, () => inService(answers, checkCode));
      }
    }
  }
  it('leaves out no triple but those that exclude each other', () => {
    assert.deepEqual([...leftOut].sort(), [...EXCLUDED_TRIPLES].sort());
  });
});
