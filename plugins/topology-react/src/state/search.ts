import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { shapeWords } from './words';

/** A node or box that a search found. */
export interface SearchHit {
  id: string;
  name: string;
  /** What it is and where. */
  detail: string;
}

const rank = (name: string, text: string) => {
  const at = name.toLocaleLowerCase('en').indexOf(text);
  return at < 0 ? Infinity : at;
};

/** What is named like the text: first the names in which it comes earliest. */
export function searchTopology(topology: Topology, text: string): SearchHit[] {
  const wanted = text.trim().toLocaleLowerCase('en');
  if (!wanted) return [];
  const boxNames = new Map(
    topology.boxes.map(box => [box.id, box.title ?? box.name]),
  );
  const nodes = topology.nodes.map(node => ({
    id: node.id,
    name: node.title ?? node.name,
    other: node.name,
    detail: [shapeWords[node.shape], node.box && boxNames.get(node.box)]
      .filter(Boolean)
      .join(' · '),
  }));
  const boxes = topology.boxes.map(box => ({
    id: box.id,
    name: box.title ?? box.name,
    other: box.name,
    detail: box.kind as string,
  }));
  return [...boxes, ...nodes]
    .map(hit => ({
      hit,
      rank: Math.min(rank(hit.name, wanted), rank(hit.other, wanted)),
    }))
    .filter(found => found.rank < Infinity)
    .sort(
      (a, b) => a.rank - b.rank || a.hit.name.localeCompare(b.hit.name, 'en'),
    )
    .map(({ hit: { id, name, detail } }) => ({ id, name, detail }));
}
