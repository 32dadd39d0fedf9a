import type {
  Rect,
  Scene,
  SceneEdge,
  SceneNode,
} from '@golden-path/backstage-plugin-topology-common';

const CELL = 1024;
/** A line over more cells than this is kept apart: it is asked for its bounds instead. */
const MOST_CELLS = 64;

/** What of a scene lies in a rectangle, or under a point, without a look at the rest. */
export interface SceneIndex {
  scene: Scene;
  nodesIn(rect: Rect): SceneNode[];
  edgesIn(rect: Rect): SceneEdge[];
}

interface Bounded<T> {
  item: T;
  order: number;
  bounds: Rect;
}

const touches = (a: Rect, b: Rect) =>
  a.x <= b.x + b.width &&
  b.x <= a.x + a.width &&
  a.y <= b.y + b.height &&
  b.y <= a.y + a.height;

function boundsOf({ points }: SceneEdge): Rect {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

const cellsOf = ({ x, y, width, height }: Rect) => ({
  left: Math.floor(x / CELL),
  right: Math.floor((x + width) / CELL),
  top: Math.floor(y / CELL),
  bottom: Math.floor((y + height) / CELL),
});

function gridOf<T>(things: readonly Bounded<T>[]) {
  const cells = new Map<string, Bounded<T>[]>();
  const wide: Bounded<T>[] = [];
  for (const thing of things) {
    const { left, right, top, bottom } = cellsOf(thing.bounds);
    if ((right - left + 1) * (bottom - top + 1) > MOST_CELLS) {
      wide.push(thing);
      continue;
    }
    for (let column = left; column <= right; column++) {
      for (let row = top; row <= bottom; row++) {
        const key = `${column} ${row}`;
        const cell = cells.get(key);
        if (cell) cell.push(thing);
        else cells.set(key, [thing]);
      }
    }
  }
  return (rect: Rect): T[] => {
    const { left, right, top, bottom } = cellsOf(rect);
    const found = new Set<Bounded<T>>();
    const add = (thing: Bounded<T>) => {
      if (touches(thing.bounds, rect)) found.add(thing);
    };
    // over a whole landscape, all things are fewer than all cells
    if ((right - left + 1) * (bottom - top + 1) > cells.size) {
      things.forEach(add);
    } else {
      wide.forEach(add);
      for (let column = left; column <= right; column++) {
        for (let row = top; row <= bottom; row++) {
          cells.get(`${column} ${row}`)?.forEach(add);
        }
      }
    }
    return [...found].sort((a, b) => a.order - b.order).map(({ item }) => item);
  };
}

/** Sorts the parts of a scene by place; in drawing order within a rectangle. */
export function indexScene(scene: Scene): SceneIndex {
  return {
    scene,
    nodesIn: gridOf(
      scene.nodes.map((item, order) => ({ item, order, bounds: item })),
    ),
    edgesIn: gridOf(
      scene.edges.map((item, order) => ({
        item,
        order,
        bounds: boundsOf(item),
      })),
    ),
  };
}
