import type { Topology } from '@golden-path/backstage-plugin-topology-common';

/** The nodes that differ between two topologies, are in a box that does, or are next to such a node. */
export function around(before: Topology, after: Topology): Set<string> {
  const nodes = differing(before.nodes, after.nodes);
  const boxes = differing(before.boxes, after.boxes);
  const edges = differing(before.edges, after.edges);
  const changed = new Set(nodes);
  for (const topology of [before, after]) {
    for (const { id, box } of topology.nodes) {
      if (box && boxes.has(box)) changed.add(id);
    }
    for (const { id, from, to } of topology.edges) {
      if (edges.has(id)) changed.add(from).add(to);
    }
  }
  const found = new Set(changed);
  for (const topology of [before, after]) {
    for (const { id, providedBy } of topology.nodes) {
      if (providedBy && changed.has(id)) found.add(providedBy);
    }
    for (const { from, to } of topology.edges) {
      if (changed.has(from) || changed.has(to)) found.add(from).add(to);
    }
  }
  return found;
}

function differing<T extends { id: string }>(
  before: readonly T[],
  after: readonly T[],
): Set<string> {
  const old = new Map(before.map(item => [item.id, JSON.stringify(item)]));
  const found = new Set<string>();
  for (const item of after) {
    if (old.get(item.id) !== JSON.stringify(item)) found.add(item.id);
    old.delete(item.id);
  }
  for (const id of old.keys()) found.add(id);
  return found;
}
