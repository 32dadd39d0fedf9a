import {
  nodesIn,
  type Topology,
  type TopologyEdge,
} from '@golden-path/backstage-plugin-topology-common';

/** One line of a list of callers or callees. */
export interface Neighbour {
  /** The node at the other end. */
  id: string;
  edge: TopologyEdge;
}

/** Who calls and who is called, each in the order of names. */
export interface Neighbours {
  callers: Neighbour[];
  callees: Neighbour[];
}

/** The nodes that an id stands for: the content of a box, or itself. */
export function nodesOf(topology: Topology, id: string): ReadonlySet<string> {
  return topology.boxes.some(box => box.id === id)
    ? nodesIn(topology, id)
    : new Set([id]);
}

/**
 * Callers and callees of a node, or of a box as a whole. For a topic the
 * publishers call and the subscribers are called, as the message flows; for an
 * API the callers are those who call its provider through it.
 */
export function neighboursOf(topology: Topology, id: string): Neighbours {
  const own = nodesOf(topology, id);
  const names = new Map(topology.nodes.map(node => [node.id, node.name]));
  const byName = (a: Neighbour, b: Neighbour) =>
    (names.get(a.id) ?? a.id).localeCompare(names.get(b.id) ?? b.id, 'en') ||
    a.edge.id.localeCompare(b.edge.id, 'en');
  return {
    callers: topology.edges
      .filter(
        edge =>
          (own.has(edge.to) && !own.has(edge.from)) || edge.apis.includes(id),
      )
      .map(edge => ({ id: edge.from, edge }))
      .sort(byName),
    callees: topology.edges
      .filter(edge => own.has(edge.from) && !own.has(edge.to))
      .map(edge => ({ id: edge.to, edge }))
      .sort(byName),
  };
}
