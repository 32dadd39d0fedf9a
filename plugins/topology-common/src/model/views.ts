import { edgeId, mergeEdges } from './edges';
import { Topology, TopologyBox, TopologyNode } from './types';

/**
 * The part of a topology within `depth` steps of a node, callers and callees alike.
 * With it come the boxes around it, and all edges among the nodes kept.
 * For an API it is the neighbourhood of its provider.
 * @public
 */
export function neighbourhood(
  topology: Topology,
  id: string,
  depth: number,
): Topology {
  const start = topology.nodes.find(n => n.id === id)?.providedBy ?? id;
  const steps = adjacency(topology);
  let reached = new Set([start]);
  for (let step = 0; step < depth; step += 1) {
    const next = [...reached].flatMap(n => [...(steps.get(n) ?? [])]);
    reached = new Set([...reached, ...next]);
  }
  return restrict(topology, reached);
}

/**
 * A box with all it holds, and one step out: the nodes beyond it that call in or are called.
 * @public
 */
export function boxView(topology: Topology, boxId: string): Topology {
  const inside = nodesIn(topology, boxId);
  const crossing = topology.edges.filter(
    e => inside.has(e.from) !== inside.has(e.to),
  );
  const kept = new Set([...inside, ...crossing.flatMap(e => [e.from, e.to])]);
  const view = restrict(topology, kept);
  return {
    ...view,
    edges: view.edges.filter(e => inside.has(e.from) || inside.has(e.to)),
  };
}

/** Ids of the nodes in a box or in boxes inside it. @public */
export function nodesIn(topology: Topology, boxId: string): Set<string> {
  const pathOf = boxPaths(topology.boxes);
  const boxes = new Set(
    topology.boxes
      .filter(box => pathOf(box.id).includes(boxId))
      .map(box => box.id),
  );
  return new Set(
    topology.nodes.filter(n => n.box && boxes.has(n.box)).map(n => n.id),
  );
}

/** Gives for a box its own id and that of every box around it, from inside to outside. @public */
export function boxPaths(
  boxes: readonly TopologyBox[],
): (boxId: string | undefined) => readonly string[] {
  const byId = new Map(boxes.map(b => [b.id, b]));
  const paths = new Map<string, readonly string[]>();
  return boxId => {
    if (boxId === undefined) return [];
    const known = paths.get(boxId);
    if (known) return known;
    const path: string[] = [];
    let next: string | undefined = boxId;
    while (next !== undefined && byId.has(next) && !path.includes(next)) {
      path.push(next);
      next = byId.get(next)?.parent;
    }
    paths.set(boxId, path);
    return path;
  };
}

/**
 * Calls between boxes only: every node inside a box gives way to a node that stands for it.
 * @public
 */
export function rollUp(
  topology: Topology,
  kind: TopologyBox['kind'],
): Topology {
  const boxes = new Map(topology.boxes.map(b => [b.id, b]));
  const pathOf = boxPaths(topology.boxes);
  const standIn = (node: TopologyNode) =>
    pathOf(node.box).find(id => boxes.get(id)?.kind === kind);
  const target = new Map(topology.nodes.map(n => [n.id, standIn(n) ?? n.id]));
  const stood = [...new Set(target.values())].flatMap(
    id => boxes.get(id) ?? [],
  );
  const alone = topology.nodes.filter(n => target.get(n.id) === n.id);
  const edges = topology.edges.flatMap(e => {
    const from = target.get(e.from) ?? e.from;
    const to = target.get(e.to) ?? e.to;
    const id = edgeId({ ...e, from, to });
    return from === to ? [] : [{ ...e, id, from, to }];
  });
  const outer = new Set(stood.flatMap(b => pathOf(b.parent)));
  return {
    boxes: topology.boxes.filter(b => outer.has(b.id)),
    nodes: [...stood.map(nodeOfBox), ...alone].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    ),
    edges: mergeEdges(edges),
  };
}

/** The node that stands for a box that is not opened. @public */
export function nodeOfBox(box: TopologyBox): TopologyNode {
  const { id, name, title, description, owner, parent } = box;
  return {
    id,
    shape: 'service',
    name,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(owner === undefined ? {} : { owner }),
    ...(parent === undefined ? {} : { box: parent }),
    kind: box.kind,
    type: box.kind,
    tags: [],
  };
}

/** The nodes with these ids, their APIs, the edges among them and the boxes around them. @public */
export function restrict(
  topology: Topology,
  ids: ReadonlySet<string>,
): Topology {
  const nodes = topology.nodes.filter(
    n => ids.has(n.id) || (n.providedBy !== undefined && ids.has(n.providedBy)),
  );
  const kept = new Set(nodes.map(n => n.id));
  const pathOf = boxPaths(topology.boxes);
  const around = new Set(nodes.flatMap(n => pathOf(n.box)));
  return {
    boxes: topology.boxes.filter(b => around.has(b.id)),
    nodes,
    edges: topology.edges.filter(e => kept.has(e.from) && kept.has(e.to)),
  };
}

function adjacency(topology: Topology): Map<string, Set<string>> {
  const steps = new Map<string, Set<string>>();
  const add = (a: string, b: string) =>
    steps.set(a, (steps.get(a) ?? new Set()).add(b));
  for (const edge of topology.edges) {
    add(edge.from, edge.to);
    add(edge.to, edge.from);
  }
  return steps;
}
