import type {
  Point,
  Scene,
  SceneBox,
  SceneEdge,
  SceneGround,
} from '@golden-path/backstage-plugin-topology-common';

/** A short piece of an edge under which the lines below it are interrupted. */
export interface Gap {
  from: Point;
  to: Point;
  /** The custom property that holds the colour of the ground. */
  ground: string;
}

interface Leg {
  edge: SceneEdge;
  order: number;
  /** y of a horizontal leg, x of a vertical one. */
  at: number;
  low: number;
  high: number;
}

const REACH = 5;

function legsOf(edges: readonly SceneEdge[]) {
  const horizontal: Leg[] = [];
  const vertical: Leg[] = [];
  edges.forEach((edge, order) => {
    edge.points.slice(1).forEach((to, index) => {
      const from = edge.points[index]!;
      if (from.y === to.y && from.x !== to.x) {
        const [low, high] = from.x < to.x ? [from.x, to.x] : [to.x, from.x];
        horizontal.push({ edge, order, at: from.y, low, high });
      } else if (from.x === to.x && from.y !== to.y) {
        const [low, high] = from.y < to.y ? [from.y, to.y] : [to.y, from.y];
        vertical.push({ edge, order, at: from.x, low, high });
      }
    });
  });
  return { horizontal, vertical };
}

const holds = (box: SceneBox, { x, y }: Point) =>
  x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;

/** The custom property that holds the colour of a ground. */
export const groundColour = (ground: SceneGround): string =>
  ground === 'system' ? '--topology-frame' : `--topology-${ground}`;

/** The custom property that holds the colour under a point. */
export function groundAt(scene: Scene, point: Point): string {
  // boxes are sorted from outside to inside: the last that holds the point is on top
  const box = scene.boxes.filter(candidate => holds(candidate, point)).pop();
  return groundColour(box?.box.kind ?? 'canvas');
}

function gapAt(
  scene: Scene,
  across: Leg,
  down: Leg,
): { edge: string; gap: Gap } {
  const point = { x: down.at, y: across.at };
  const ground = groundAt(scene, point);
  const upperIsHorizontal = across.order > down.order;
  const dx = upperIsHorizontal ? REACH : 0;
  const dy = upperIsHorizontal ? 0 : REACH;
  return {
    edge: (upperIsHorizontal ? across : down).edge.id,
    gap: {
      from: { x: point.x - dx, y: point.y - dy },
      to: { x: point.x + dx, y: point.y + dy },
      ground,
    },
  };
}

const samePlace = (a: Gap, b: Gap) =>
  a.from.x === b.from.x && a.from.y === b.from.y;

/** The gaps under each edge where it crosses one drawn before it, by the id of the edge. */
export function gapsOf(
  scene: Scene,
  drawingOrder: readonly SceneEdge[],
): Map<string, Gap[]> {
  const { horizontal, vertical } = legsOf(drawingOrder);
  const byX = [...vertical].sort((a, b) => a.at - b.at);
  const gaps = new Map<string, Gap[]>();
  for (const across of horizontal) {
    for (const down of byX) {
      if (down.at <= across.low) continue;
      if (down.at >= across.high) break;
      if (across.at <= down.low || across.at >= down.high) continue;
      if (across.edge.wire === down.edge.wire) continue;
      const { edge, gap } = gapAt(scene, across, down);
      const known = gaps.get(edge) ?? [];
      // several edges may share the trunk that is crossed
      if (!known.some(other => samePlace(other, gap))) known.push(gap);
      gaps.set(edge, known);
    }
  }
  return gaps;
}
