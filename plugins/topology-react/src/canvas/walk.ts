import type { Scene } from '@golden-path/backstage-plugin-topology-common';
import type { GraphItem } from './items';

/** The keys that move from one item to another. */
export type WalkKey =
  | 'ArrowLeft'
  | 'ArrowRight'
  | 'ArrowUp'
  | 'ArrowDown'
  | 'Home'
  | 'End';

const WALK_KEYS: readonly string[] = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
];

export const isWalkKey = (key: string): key is WalkKey =>
  WALK_KEYS.includes(key);

const centre = ({ rect }: GraphItem) => ({
  x: rect.x + rect.width / 2,
  y: rect.y + rect.height / 2,
});

function nearest(
  from: GraphItem,
  candidates: GraphItem[],
  cost: (dx: number, dy: number) => number,
): GraphItem | undefined {
  const start = centre(from);
  let best: { item: GraphItem; cost: number } | undefined;
  for (const item of candidates) {
    const { x, y } = centre(item);
    const itemCost = cost(x - start.x, y - start.y);
    if (itemCost < (best?.cost ?? Infinity)) best = { item, cost: itemCost };
  }
  return best?.item;
}

/** How far a key has to go for an offset; infinite against its direction. */
const directionCosts = {
  ArrowLeft: (dx: number, dy: number) =>
    dx < -1 ? -dx + 2 * Math.abs(dy) : Infinity,
  ArrowRight: (dx: number, dy: number) =>
    dx > 1 ? dx + 2 * Math.abs(dy) : Infinity,
  ArrowUp: (dx: number, dy: number) =>
    dy < -1 ? -dy + 2 * Math.abs(dx) : Infinity,
  ArrowDown: (dx: number, dy: number) =>
    dy > 1 ? dy + 2 * Math.abs(dx) : Infinity,
};

const byDistance = (dx: number, dy: number) => Math.abs(dy) + Math.abs(dx) / 4;

function alongEdges(scene: Scene, from: GraphItem, key: WalkKey) {
  // a tab calls and is called as its provider
  const id = from.part.kind === 'tab' ? from.part.card.id : from.id;
  if (key === 'ArrowRight') {
    return scene.edges.filter(edge => edge.from === id).map(edge => edge.to);
  }
  if (key === 'ArrowLeft') {
    return scene.edges.filter(edge => edge.to === id).map(edge => edge.from);
  }
  return [];
}

/**
 * Where a key leads from an item. Right goes along an edge to a callee, left to
 * a caller; up, down, and sideways where there is no edge, to the nearest item
 * in that direction. Stays where nothing lies that way.
 */
export function walk(
  scene: Scene,
  items: GraphItem[],
  from: GraphItem,
  key: WalkKey,
): GraphItem {
  if (key === 'Home') return items[0] ?? from;
  if (key === 'End') return items[items.length - 1] ?? from;
  const ends = alongEdges(scene, from, key);
  const reached = items.filter(
    item => item.part.kind === 'card' && ends.includes(item.id),
  );
  return (
    nearest(from, reached, byDistance) ??
    nearest(
      from,
      items.filter(item => item.id !== from.id),
      directionCosts[key],
    ) ??
    from
  );
}
