import { Topology } from '../model/types';
import { nodesIn } from '../model/views';
import { Arc, CallGraph, callGraph } from './callGraph';
import { TopologyPath, Tree, pathIn, reach } from './walk';

/** A node that feels it when another stops. @public */
export interface Affected {
  id: string;
  /** How many edges lie between it and what stops. */
  steps: number;
  /** From this node to what stops: why it feels it. */
  path: TopologyPath;
}

/** What happens to others when a node, or a box with all in it, stops. @public */
export interface Impact {
  /** Ids of the nodes that stop. */
  stopped: string[];
  /** Those that wait for an answer that does not come, directly or through others; nearest first. */
  broken: Affected[];
  /** Those that go on, but to which messages no longer come or from which none are taken; nearest first. */
  late: Affected[];
}

/**
 * What breaks if a node stops: callers and users that wait, and theirs in turn; and apart from
 * them, whoever only misses messages. For an API it is what breaks if its provider stops; for a box, all in it.
 * @public
 */
export function impact(topology: Topology, id: string): Impact {
  const graph = callGraph(topology);
  const inBox = [...nodesIn(topology, id)].flatMap(
    n => graph.node(n)?.id ?? [],
  );
  const own = graph.node(id)?.id;
  const stopped = [...new Set(own === undefined ? inBox : [own])].sort();
  const waiting = reach(
    stopped,
    n => graph.to(n).filter(a => a.edge.mode === 'sync'),
    'from',
  );
  const late = missing(graph, waiting);
  return {
    stopped,
    broken: affected(waiting, new Set(stopped)),
    late: affected(late, waiting),
  };
}

/** Messages go on along events, and calls that nobody waits for have nowhere to go. */
function missing(graph: CallGraph, broken: Tree): Map<string, Arc | undefined> {
  const tree = new Map<string, Arc | undefined>(broken);
  for (const id of tree.keys()) {
    for (const arc of graph.from(id)) {
      if (arc.edge.protocol === 'events' && !tree.has(arc.to)) {
        tree.set(arc.to, arc);
      }
    }
    if (!broken.has(id)) continue;
    for (const arc of graph.to(id)) {
      if (arc.edge.mode === 'async' && !tree.has(arc.from)) {
        tree.set(arc.from, arc);
      }
    }
  }
  return tree;
}

function affected(
  tree: Tree,
  without: { has(id: string): boolean },
): Affected[] {
  return [...tree.keys()].flatMap(id => {
    if (without.has(id)) return [];
    const path = pathIn(tree, id);
    return [{ id, steps: path.edges.length, path }];
  });
}
