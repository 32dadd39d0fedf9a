import { Arc, CallGraph, isWaiting, nameOf } from '../callGraph';
import { waitingComponents } from '../cycles';
import { Insight, InsightOptions } from '../insight';
import { TopologyPath, Tree, pathIn, reach } from '../walk';

const DEFAULT_LIMIT = 4;

/** Chains of nodes that wait for each other, longer than the limit; of chains with the same end, the longest. */
export function syncChains(
  graph: CallGraph,
  { syncChainLimit = DEFAULT_LIMIT }: InsightOptions,
): Insight[] {
  const told = new Set<string>();
  return longestChains(graph)
    .filter(chain => chain.nodes.length > syncChainLimit)
    .filter(({ nodes }) => {
      // the part that is too long is told once, however many entries lead to it
      const tail = nodes.slice(-syncChainLimit).join(' ');
      const isNew = !told.has(tail);
      told.add(tail);
      return isNew;
    })
    .map(chain => ({
      id: `sync-chain:${chain.nodes[0] ?? ''}`,
      rule: 'sync-chain',
      severity: 'medium',
      nodes: chain.nodes,
      edges: chain.edges,
      title: `Sync chain of ${chain.nodes.length}`,
      reason: `${chain.nodes
        .map(id => nameOf(graph, id))
        .join(
          ', ',
        )} wait for each other in a row; the limit is ${syncChainLimit}. Their waiting times and failures add up.`,
      mend: 'Answer early and let an event do the rest, or keep a copy of what the end of the chain knows.',
    }));
}

/** The length of the longest chain of calls that wait, in nodes; 0 if none does. */
export function longestChain(graph: CallGraph): number {
  const [longest] = longestChains(graph);
  return longest?.nodes.length ?? 0;
}

/** From every node that no one waits for, the longest chain; long ones first. */
function longestChains(graph: CallGraph): TopologyPath[] {
  const groups = waitingComponents(graph);
  const groupOf = new Map(groups.flatMap((g, i) => g.map(id => [id, i])));
  const isAcross = (arc: Arc) =>
    isWaiting(arc) && groupOf.get(arc.from) !== groupOf.get(arc.to);
  const lengths: number[] = [];
  const steps: (Arc | undefined)[] = [];
  // callees come first: what an arc leads to is known
  groups.forEach((group, i) => {
    lengths[i] = 1;
    for (const arc of group.flatMap(id => graph.from(id).filter(isAcross))) {
      const length = 1 + (lengths[groupOf.get(arc.to) ?? i] ?? 0);
      if (length > (lengths[i] ?? 0)) {
        lengths[i] = length;
        steps[i] = arc;
      }
    }
  });
  const treeTo = treesWithin(graph, groupOf);
  const isEntry = (group: readonly string[]) =>
    !group.some(id => graph.to(id).some(isAcross));
  return groups
    .map((group, i) => ({ group, i }))
    .filter(({ group, i }) => isEntry(group) && steps[i] !== undefined)
    .map(({ i }) => chainFrom(i, steps, groupOf, treeTo))
    .sort(
      (a, b) =>
        b.nodes.length - a.nodes.length ||
        ((a.nodes[0] ?? '') < (b.nodes[0] ?? '') ? -1 : 1),
    );
}

/**
 * Follows the steps; within a circle, the shortest way from where it comes in to where it leaves.
 * All chains leave a circle at the same node: one tree a circle serves them all.
 */
function chainFrom(
  start: number,
  steps: readonly (Arc | undefined)[],
  groupOf: ReadonlyMap<string, number>,
  treeTo: (exit: string) => Tree,
): TopologyPath {
  const nodes: string[] = [];
  const edges: string[] = [];
  let group = start;
  let at = steps[start]?.from ?? '';
  for (let step = steps[start]; step; step = steps[group]) {
    const within = pathIn(treeTo(step.from), at);
    nodes.push(...within.nodes);
    edges.push(...within.edges, step.edge.id);
    at = step.to;
    group = groupOf.get(at) ?? -1;
  }
  return { nodes: [...nodes, at], edges };
}

/** Ways to a node from all that can call each other with it. */
function treesWithin(
  graph: CallGraph,
  groupOf: ReadonlyMap<string, number>,
): (exit: string) => Tree {
  const trees = new Map<string, Tree>();
  const callers = (id: string) => graph.to(id).filter(isWaiting);
  return exit => {
    const group = groupOf.get(exit);
    const tree =
      trees.get(exit) ??
      reach([exit], callers, 'from', id => groupOf.get(id) === group);
    trees.set(exit, tree);
    return tree;
  };
}
