import {
  boxPaths,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';

/** More cards and edges than this take minutes to lay out, and nobody can read them. */
export const MAX_VISIBLE = 50_000;

/** How many cards and lines a graph will have, with these boxes collapsed. */
export function countVisible(
  topology: Topology,
  collapsed: ReadonlySet<string>,
): { nodes: number; edges: number } {
  const pathOf = boxPaths(topology.boxes);
  const places = new Map(
    topology.nodes.map(node => {
      const outermost = [...pathOf(node.box)]
        .reverse()
        .find(box => collapsed.has(box));
      return [node.id, outermost ?? node.providedBy ?? node.id];
    }),
  );
  const lines = topology.edges.flatMap(edge => {
    const from = places.get(edge.from);
    const to = places.get(edge.to);
    return from === to ? [] : [`${from} ${to} ${edge.protocol}`];
  });
  return { nodes: new Set(places.values()).size, edges: new Set(lines).size };
}
