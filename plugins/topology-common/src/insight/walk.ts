import { Arc } from './callGraph';

/** A way along edges. Ids of nodes from the start to the end, and of the edges between them. @public */
export interface TopologyPath {
  nodes: string[];
  edges: string[];
}

/** The arc by which each node was reached, one step nearer to the start; nothing for the start itself. */
export type Tree = ReadonlyMap<string, Arc | undefined>;

/**
 * Everything that can be reached from `starts`, nearest first: a breadth-first tree.
 * `other` is the end of an arc to go on with.
 */
export function reach(
  starts: Iterable<string>,
  arcsOf: (id: string) => readonly Arc[],
  other: 'from' | 'to',
  isIn: (id: string) => boolean = () => true,
): Map<string, Arc | undefined> {
  const tree = new Map<string, Arc | undefined>();
  for (const start of starts) tree.set(start, undefined);
  // a map tells what is added while it is walked
  for (const id of tree.keys()) {
    for (const arc of arcsOf(id)) {
      const next = arc[other];
      if (!tree.has(next) && isIn(next)) tree.set(next, arc);
    }
  }
  return tree;
}

/** The way from a node to the start of its tree, whichever way the edges run. */
export function pathIn(tree: Tree, id: string): TopologyPath {
  const nodes = [id];
  const edges: string[] = [];
  let at = id;
  for (let arc = tree.get(at); arc; arc = tree.get(at)) {
    at = arc.from === at ? arc.to : arc.from;
    edges.push(arc.edge.id);
    nodes.push(at);
  }
  return { nodes, edges };
}
