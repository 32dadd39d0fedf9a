import assert from 'node:assert/strict';
import { test } from 'node:test';
import { landscape } from '../../plugins/topology-common/src/__testUtils__/landscape';
import {
  LayoutOptions,
  Topology,
  layout,
} from '../../plugins/topology-common/src';
import { RoutedQuality, routedQuality } from './routedQuality';
import {
  Contender,
  layoutWithDagre,
  layoutWithElk,
  layoutWithScene,
} from './topologyContenders';

const OWN = 'this package';
const ELK = 'elkjs, nested and orthogonal';
const DAGRE = 'dagre, compound';

/** Who lays out how many services; dagre takes minutes for a thousand. */
const RACES: readonly [services: number, names: readonly string[]][] = [
  [50, [OWN, ELK, DAGRE]],
  [200, [OWN, ELK, DAGRE]],
  [1000, [OWN, ELK]],
];

const CONTENDERS: Readonly<Record<string, Contender>> = {
  [OWN]: layoutWithScene,
  [ELK]: layoutWithElk,
  [DAGRE]: layoutWithDagre,
};

interface Result extends RoutedQuality {
  milliseconds: number;
}

/** The shortest of some runs: what is left is the work, not what else the machine does. */
async function run(
  contender: Contender,
  topology: Topology,
  runs: number,
): Promise<Result> {
  let milliseconds = Infinity;
  let edges = await contender(topology);
  for (let left = runs; left > 0; left -= 1) {
    const start = performance.now();
    edges = await contender(topology);
    milliseconds = Math.min(milliseconds, performance.now() - start);
  }
  assert.equal(edges.length, topology.edges.length, 'every edge is routed');
  return { milliseconds, ...routedQuality(edges) };
}

function row(name: string, result: Result, own: Result): string {
  const { milliseconds, crossings, length } = result;
  return [
    name.padEnd(30),
    `${milliseconds.toFixed(0)} ms`.padStart(10),
    `${(milliseconds / own.milliseconds).toFixed(1)} x`.padStart(9),
    String(crossings).padStart(10),
    `${length}k px`.padStart(10),
  ].join('');
}

test('layout beside elkjs and dagre', async context => {
  for (const [services, names] of RACES) {
    const topology = landscape(services);
    const results = new Map<string, Result>();
    for (const name of names) {
      const contender = CONTENDERS[name];
      assert.ok(contender);
      const runs = name === OWN ? 10 : 1;
      results.set(name, await run(contender, topology, runs));
    }
    const own = results.get(OWN);
    const elk = results.get(ELK);
    assert.ok(own && elk);
    context.diagnostic(
      `${services} services, ${topology.edges.length} edges: time, times as long, crossings, length of all edges`,
    );
    for (const [name, result] of results) {
      context.diagnostic(row(name, result, own));
    }
    if (services < 200) continue;
    assert.ok(own.crossings <= elk.crossings, 'no more crossings than elkjs');
    assert.ok(own.length < elk.length, 'shorter edges than elkjs');
  }
});

test('layout of 5,000 services', context => {
  const topology = landscape(5000);
  const domains = topology.boxes.filter(b => b.kind === 'domain');
  const collapsed = new Set(domains.map(b => b.id));
  const milliseconds = (options: LayoutOptions) => {
    const times = [1, 2, 3].map(() => {
      const start = performance.now();
      layout(topology, options);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  const [all, rolledUp] = [milliseconds({}), milliseconds({ collapsed })];
  context.diagnostic(
    `${topology.nodes.length} nodes, ${
      topology.edges.length
    } edges: ${all.toFixed(0)} ms; ${
      domains.length
    } collapsed domains that all call each other: ${rolledUp.toFixed(0)} ms`,
  );
});
