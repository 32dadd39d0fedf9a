import { compareText } from '../model/edges';
import { Topology } from '../model/types';
import { CallGraph, callGraph } from './callGraph';
import { Insight, InsightOptions, InsightSeverity, Rule } from './insight';
import { circles } from './rules/circles';
import { fanIn, fanOut } from './rules/fans';
import { orphans } from './rules/orphans';
import { sharedDatabases } from './rules/sharedDatabases';
import { syncChains } from './rules/syncChains';
import { unknownTargets } from './rules/unknownTargets';
import { withoutApi } from './rules/withoutApi';

const RULES: readonly Rule[] = [
  sharedDatabases,
  circles,
  syncChains,
  fanIn,
  fanOut,
  unknownTargets,
  withoutApi,
  orphans,
];

const SEVERITIES: readonly InsightSeverity[] = ['high', 'medium', 'low'];

/**
 * What is worth a look in a topology: the worst first, then by rule and id.
 * The same for the same topology in any order; its time grows with the size of the topology.
 * @public
 */
export function insights(
  topology: Topology,
  options: InsightOptions = {},
): Insight[] {
  const steps = insightSteps(topology, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/**
 * As {@link insights}, with a pause after each rule, for a page that has other things to do as well.
 * @public
 */
export function* insightSteps(
  topology: Topology,
  options: InsightOptions = {},
): Generator<void, Insight[]> {
  const graph = callGraph(topology);
  const found: Insight[] = [];
  for (const rule of RULES) {
    yield;
    found.push(...rule(graph, options).sort((a, b) => compareText(a.id, b.id)));
  }
  // sorting is stable: rules stay in their order
  return found
    .map(insight => withAcceptance(insight, graph))
    .sort(
      (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
    );
}

function withAcceptance(insight: Insight, graph: CallGraph): Insight {
  const accepted = graph.node(insight.nodes[0] ?? '')?.accepted?.[insight.rule];
  return accepted === undefined ? insight : { ...insight, accepted };
}
