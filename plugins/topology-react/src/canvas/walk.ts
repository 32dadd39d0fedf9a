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
};

const byDistance = (dx: number, dy: number) => Math.abs(dy) + Math.abs(dx) / 4;

/** Items whose left edges are closer than this, about half a card, stand in one column. */
const COLUMN = 98;

const orders = new WeakMap<readonly GraphItem[], GraphItem[]>();

/** All items column by column, each from top to bottom. */
function columnsOf(items: readonly GraphItem[]): GraphItem[] {
  const known = orders.get(items);
  if (known) return known;
  const columns: { start: number; items: GraphItem[] }[] = [];
  for (const item of [...items].sort((a, b) => a.rect.x - b.rect.x)) {
    const last = columns[columns.length - 1];
    if (last && item.rect.x - last.start < COLUMN) last.items.push(item);
    else columns.push({ start: item.rect.x, items: [item] });
  }
  const order = columns.flatMap(column =>
    column.items.sort((a, b) => centre(a).y - centre(b).y),
  );
  orders.set(items, order);
  return order;
}

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
 * a caller; where there is no edge, to the nearest item in that direction. Down
 * and up go through a column and on in the next one, so that they alone reach
 * every item. Stays where nothing lies that way.
 */
export function walk(
  scene: Scene,
  items: GraphItem[],
  from: GraphItem,
  key: WalkKey,
): GraphItem {
  if (key === 'Home') return items[0] ?? from;
  if (key === 'End') return items[items.length - 1] ?? from;
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const order = columnsOf(items);
    const step = key === 'ArrowDown' ? 1 : -1;
    return order[order.indexOf(from) + step] ?? from;
  }
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
