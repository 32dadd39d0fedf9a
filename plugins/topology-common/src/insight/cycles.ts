import { Topology } from '../model/types';
import { Arc, CallGraph, callGraph, isWaiting } from './callGraph';
import { components } from './components';
import { TopologyPath, pathIn, reach } from './walk';

/** Nodes that wait for each other in a circle. @public */
export interface TopologyCycle {
  /** Ids of all nodes that can call each other, sorted. */
  nodes: string[];
  /** Ids of the calls among them, sorted. */
  edges: string[];
  /** A shortest way round; its last node is its first. */
  shortest: TopologyPath;
}

/**
 * The circles of calls that wait for an answer. Circles that overlap are one.
 * Events close none: nobody waits for them.
 * @public
 */
export function cycles(topology: Topology): TopologyCycle[] {
  return waitingCycles(callGraph(topology));
}

export function waitingCycles(graph: CallGraph): TopologyCycle[] {
  return waitingComponents(graph)
    .filter(members => members.length > 1)
    .map(members => {
      const own = new Set(members);
      const arcs = members.flatMap(id =>
        graph.from(id).filter(arc => isWaiting(arc) && own.has(arc.to)),
      );
      return {
        nodes: members,
        edges: arcs.map(arc => arc.edge.id).sort(),
        shortest: shortestRound(graph, members, own),
      };
    })
    .sort((a, b) => ((a.nodes[0] ?? '') < (b.nodes[0] ?? '') ? -1 : 1));
}

/** Groups of nodes that wait for each other, callees before callers; most hold one node. */
export function waitingComponents(graph: CallGraph): string[][] {
  const indexOf = new Map(graph.nodes.map((n, i) => [n.id, i]));
  const next = graph.nodes.map(n =>
    graph
      .from(n.id)
      .filter(isWaiting)
      .flatMap(arc => indexOf.get(arc.to) ?? []),
  );
  return components(next).map(members =>
    members.flatMap(i => graph.nodes[i]?.id ?? []),
  );
}

/** More starts than these are not tried: the round is an example, not a proof. */
const MOST_STARTS = 12;

function shortestRound(
  graph: CallGraph,
  members: readonly string[],
  own: ReadonlySet<string>,
): TopologyPath {
  const waiting = (id: string) => graph.from(id).filter(isWaiting);
  let best: TopologyPath = { nodes: [], edges: [] };
  for (const start of members.slice(0, MOST_STARTS)) {
    const tree = reach([start], waiting, 'to', id => own.has(id));
    for (const arc of graph.to(start).filter(isWaiting)) {
      if (!tree.has(arc.from)) continue;
      const round = closedBy(arc, pathIn(tree, arc.from));
      if (best.nodes.length === 0 || round.nodes.length < best.nodes.length) {
        best = round;
      }
    }
    if (best.nodes.length === 3) break;
  }
  return best;
}

/** A tree is read from its leaf to its root: the calls run the other way. */
function closedBy(arc: Arc, toStart: TopologyPath): TopologyPath {
  return {
    nodes: [...toStart.nodes.reverse(), arc.to],
    edges: [...toStart.edges.reverse(), arc.edge.id],
  };
}
