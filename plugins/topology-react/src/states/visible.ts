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
  const covers = new Map(
    topology.boxes.map(({ id }) => [
      id,
      [...pathOf(id)].reverse().find(box => collapsed.has(box)),
    ]),
  );
  const cards = new Map<string, number>();
  const places = new Map<string, number>();
  for (const { id, box, providedBy } of topology.nodes) {
    const card = covers.get(box ?? '') ?? providedBy ?? id;
    const place = cards.get(card) ?? cards.size;
    cards.set(card, place);
    places.set(id, place);
  }
  const protocols = new Map<string, number>();
  const lines = new Set<number>();
  for (const { from, to, protocol } of topology.edges) {
    const start = places.get(from) ?? -1;
    const end = places.get(to) ?? -1;
    if (start === end) continue;
    const kind = protocols.get(protocol) ?? protocols.size;
    protocols.set(protocol, kind);
    // one number a line: many are counted, and texts would take longer
    lines.add(((start + 1) * (cards.size + 1) + end + 1) * 8 + kind);
  }
  return { nodes: cards.size, edges: lines.size };
}
