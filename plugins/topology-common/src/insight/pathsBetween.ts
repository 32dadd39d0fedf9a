import { Topology } from '../model/types';
import { Arc, CallGraph, callGraph } from './callGraph';
import { TopologyPath, reach } from './walk';

const DEFAULT_MOST = 10;
/** Ways longer than the shortest by more than this explain nothing. */
const DETOUR = 3;
/** Steps tried at most: between two nodes of a dense graph there are more ways than time. */
const MOST_STEPS = 100_000;

/**
 * The ways along edges from one node to another that pass no node twice: shortest first, at most `most`,
 * and none much longer than the shortest. An API stands for its provider.
 * @public
 */
export function pathsBetween(
  topology: Topology,
  from: string,
  to: string,
  most = DEFAULT_MOST,
): TopologyPath[] {
  const graph = callGraph(topology);
  const start = graph.node(from)?.id;
  const end = graph.node(to)?.id;
  if (start === undefined || end === undefined || start === end) return [];
  const distances = distancesTo(graph, end);
  const shortest = distances.get(start);
  if (shortest === undefined) return [];
  const found: TopologyPath[] = [];
  const budget = { steps: MOST_STEPS };
  for (let length = shortest; length <= shortest + DETOUR; length += 1) {
    for (const path of pathsOf(length, [start], [], graph, distances, budget)) {
      found.push(path);
      if (found.length === most) return found;
    }
  }
  return found;
}

function distancesTo(graph: CallGraph, end: string): Map<string, number> {
  const distances = new Map<string, number>();
  for (const [id, arc] of reach([end], n => graph.to(n), 'from')) {
    distances.set(id, arc ? (distances.get(arc.to) ?? 0) + 1 : 0);
  }
  return distances;
}

/** The ways with exactly `length` edges more; nothing is tried that cannot end in time. */
function* pathsOf(
  length: number,
  nodes: readonly string[],
  edges: readonly string[],
  graph: CallGraph,
  distances: ReadonlyMap<string, number>,
  budget: { steps: number },
): Generator<TopologyPath> {
  const at = nodes.at(-1) ?? '';
  if (length === 0) {
    yield { nodes: [...nodes], edges: [...edges] };
    return;
  }
  const leadsOn = ({ to }: Arc) => {
    const rest = distances.get(to) ?? Infinity;
    // the end is passed once: only as the last step
    return rest < length && (rest > 0 || length === 1) && !nodes.includes(to);
  };
  for (const arc of graph.from(at).filter(leadsOn)) {
    budget.steps -= 1;
    if (budget.steps < 0) return;
    yield* pathsOf(
      length - 1,
      [...nodes, arc.to],
      [...edges, arc.edge.id],
      graph,
      distances,
      budget,
    );
  }
}
