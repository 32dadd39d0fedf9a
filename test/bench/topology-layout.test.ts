import assert from 'node:assert/strict';
import { test } from 'node:test';
import { landscape } from '../../plugins/topology-common/src/__testUtils__/landscape';
import {
  Contender,
  layoutWithDagre,
  layoutWithElk,
  layoutWithScene,
} from './topologyContenders';

const SERVICES = [50, 200];

/** The shortest of some runs: what is left is the work, not what else the machine does. */
async function milliseconds(
  contender: Contender,
  runs: number,
): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now();
    await contender();
    times.push(performance.now() - start);
  }
  return Math.min(...times);
}

for (const services of SERVICES) {
  test(`layout of ${services} services takes a twentieth of the time of others`, async context => {
    const topology = landscape(services);
    const own = await milliseconds(() => layoutWithScene(topology), 20);
    const others = {
      'elkjs, nested and orthogonal': () => layoutWithElk(topology),
      'dagre, compound': () => layoutWithDagre(topology),
    };
    context.diagnostic(
      `${services} services, ${topology.edges.length} edges: ${own.toFixed(
        0,
      )} ms`,
    );
    for (const [name, contender] of Object.entries(others)) {
      const theirs = await milliseconds(contender, 1);
      const ratio = theirs / own;
      context.diagnostic(
        `${name}: ${theirs.toFixed(0)} ms, ${ratio.toFixed(0)} times as long`,
      );
      assert.ok(
        services < 200 || ratio >= 20,
        `${name} takes only ${ratio.toFixed(1)} times as long`,
      );
    }
  });
}

test('layout of 1,000 services', async context => {
  const topology = landscape(1000);
  const own = await milliseconds(() => layoutWithScene(topology), 5);
  context.diagnostic(
    `1,000 services, ${topology.edges.length} edges: ${own.toFixed(0)} ms`,
  );
  assert.ok(own < 3000, `${own.toFixed(0)} ms`);
});
