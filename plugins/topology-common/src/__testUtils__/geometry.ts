import { Point, Rect, Scene, SceneEdge } from '../layout/scene';
import { boxPaths } from '../model/views';

/** True, if two rectangles share more than an edge. */
export function overlap(a: Rect, b: Rect): boolean {
  return (
    a.x < b.x + b.width &&
    b.x < a.x + a.width &&
    a.y < b.y + b.height &&
    b.y < a.y + a.height
  );
}

/** Pairs of rectangles that overlap, as their places in the list. */
export function overlapping(rects: readonly Rect[]): string[] {
  const found: string[] = [];
  const order = rects.map((rect, i) => ({ rect, i }));
  order.sort((a, b) => a.rect.x - b.rect.x);
  order.forEach((a, k) => {
    for (const b of order.slice(k + 1)) {
      if (b.rect.x >= a.rect.x + a.rect.width) break;
      if (overlap(a.rect, b.rect)) found.push(`${a.i} and ${b.i}`);
    }
  });
  return found;
}

/** True, if `inner` lies in `outer`. */
export function contains(outer: Rect, inner: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

export interface Leg {
  a: Point;
  b: Point;
}

export function legs({ points }: Pick<SceneEdge, 'points'>): Leg[] {
  return points.slice(1).map((b, i) => ({ a: points[i] ?? b, b }));
}

/** True, if a leg runs through the inside of a rectangle. */
function passes(leg: Leg, rect: Rect): boolean {
  const left = Math.min(leg.a.x, leg.b.x);
  const right = Math.max(leg.a.x, leg.b.x);
  const top = Math.min(leg.a.y, leg.b.y);
  const bottom = Math.max(leg.a.y, leg.b.y);
  return (
    left < rect.x + rect.width &&
    right > rect.x &&
    top < rect.y + rect.height &&
    bottom > rect.y
  );
}

/** Edges that run through a card that is not at one of their ends. */
export function edgesThroughNodes(scene: Scene): string[] {
  return scene.edges.flatMap(edge =>
    scene.nodes
      .filter(node => node.id !== edge.from && node.id !== edge.to)
      .filter(node => legs(edge).some(leg => passes(leg, node)))
      .map(node => `${edge.id} through ${node.id}`),
  );
}

/** Edges that run through a box in which neither of their ends is. */
export function edgesThroughBoxes(scene: Scene): string[] {
  const pathOf = boxPaths(scene.boxes.map(b => b.box));
  const parents = new Map(scene.nodes.map(n => [n.id, n.parent]));
  return scene.edges.flatMap(edge => {
    const own = new Set([
      ...pathOf(parents.get(edge.from)),
      ...pathOf(parents.get(edge.to)),
    ]);
    return scene.boxes
      .filter(box => !own.has(box.id))
      .filter(box => legs(edge).some(leg => passes(leg, box)))
      .map(box => `${edge.id} through ${box.id}`);
  });
}
