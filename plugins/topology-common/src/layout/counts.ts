import { NodeShape, Topology } from '../model/types';
import { boxPaths } from '../model/views';
import { BoxCounts } from './scene';

const COUNTED: Partial<Record<NodeShape, 'services' | 'stores' | 'topics'>> = {
  service: 'services',
  gateway: 'services',
  worker: 'services',
  website: 'services',
  database: 'stores',
  cache: 'stores',
  topic: 'topics',
};

/** What each box holds, boxes inside it included. */
export function countBoxes(topology: Topology): (boxId: string) => BoxCounts {
  const counts = new Map<string, BoxCounts>();
  const pathOf = boxPaths(topology.boxes);
  const add = (boxIds: readonly string[], key: keyof BoxCounts) => {
    for (const id of boxIds) {
      const known = counts.get(id) ?? none();
      known[key] += 1;
      counts.set(id, known);
    }
  };
  for (const box of topology.boxes) {
    if (box.kind === 'system') add(pathOf(box.id).slice(1), 'systems');
  }
  for (const node of topology.nodes) {
    const key = COUNTED[node.shape];
    if (key) add(pathOf(node.box), key);
  }
  return boxId => counts.get(boxId) ?? none();
}

function none(): BoxCounts {
  return { systems: 0, services: 0, stores: 0, topics: 0 };
}
