// Services that together hold every pair of choices. Here the default of each
// golden path and a share of the pairs that moves with the commit;
// matrix.deep.test.ts goes through all of them.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { runOrThrow } from '../support/processes';
import { startServers, type Servers } from '../support/servers';
import { EXCLUDED } from './excluded';
import { checkService, servicesOfEveryPair, theComposer } from './service';

/** One in so many rows, so that the matrix stays within minutes. */
const SHARE = 8;

let servers: Servers;
before(async () => {
  servers = await startServers(['nats', 'postgres', 'redis']);
});
after(() => servers.stop());

describe('composed services build and pass their tests', async () => {
  const commit = await runOrThrow('git', ['rev-parse', 'HEAD']);
  const turn = parseInt(commit.stdout.slice(0, 8), 16);
  const leftOut = new Set<string>();
  for (const { catalogue } of (await theComposer()).packs()) {
    for (const goldenPath of catalogue.goldenPaths) {
      const pairs = await servicesOfEveryPair(goldenPath);
      pairs.impossible.forEach(pair => leftOut.add(pair));
      const share = pairs.services.filter(
        (_, index) => (index + turn) % SHARE === 0,
      );
      const lines = [
        `${goldenPath.id}: ${pairs.services.length} services hold every pair, ${share.length} of them now`,
        ...pairs.impossible.map(pair => `  but ${pair}`),
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
      for (const { title, answers } of share) {
        it(title, () => checkService(answers, servers.environment));
      }
    }
  }
  it('leaves out no pair but those that exclude each other', () => {
    assert.deepEqual([...leftOut].sort(), [...EXCLUDED].sort());
  });
});
