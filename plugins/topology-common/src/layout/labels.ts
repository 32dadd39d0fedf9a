import { Occupancy } from './occupancy';
import { DETAIL_SIZE } from './metrics';
import { Point, Rect, SceneEdge, SceneLabel, ScenePill } from './scene';
import { textWidth } from './text';

const CHIP_HEIGHT = 16;
const CHIP_PADDING = 3;
const PILL_HEIGHT = 20;
/** Free line on either side of a chip, so that it stays a line. */
const CLEARANCE = 8;
const HEAD_ROOM = 14;

/** The chip for a word, about its middle. */
export function chipFor(text: string, middle: Point): SceneLabel {
  const width = Math.ceil(textWidth(text, DETAIL_SIZE)) + 2 * CHIP_PADDING;
  return {
    text,
    x: middle.x,
    y: middle.y,
    width,
    height: CHIP_HEIGHT,
    ground: 'canvas',
  };
}

/** The pill for a bundle, about its middle. */
export function pillFor(
  count: number,
  shares: ScenePill['shares'],
  middle: Point,
): ScenePill {
  const width = Math.ceil(textWidth(String(count), DETAIL_SIZE, 600)) + 14;
  return {
    count,
    shares,
    x: middle.x,
    y: middle.y,
    width,
    height: PILL_HEIGHT,
  };
}

/** Where a chip of this size finds room on the edge, and that it is then taken. */
export function placeOnEdge(
  edge: SceneEdge,
  size: { width: number; height: number },
  taken: Occupancy,
  mayCoverLines = false,
): Point | undefined {
  for (const leg of legsByLength(edge.points)) {
    for (const share of [0.5, 0.35, 0.65, 0.2, 0.8]) {
      const middle = pointOn(leg, size, share);
      if (!middle) continue;
      const rect = around(middle, size);
      if (taken.isFree(rect, edge.wire, mayCoverLines)) return middle;
    }
  }
  return undefined;
}

interface Leg {
  a: Point;
  b: Point;
  length: number;
  isLast: boolean;
}

function legsByLength(points: readonly Point[]): Leg[] {
  return points
    .slice(1)
    .map((b, i): Leg => {
      const a = points[i] ?? b;
      const length = Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
      return { a, b, length, isLast: i === points.length - 2 };
    })
    .sort((one, other) => other.length - one.length);
}

function pointOn(
  leg: Leg,
  size: { width: number; height: number },
  share: number,
): Point | undefined {
  const extent = leg.a.y === leg.b.y ? size.width : size.height;
  const usable = leg.length - (leg.isLast ? HEAD_ROOM : 0);
  const half = extent / 2 + CLEARANCE;
  if (usable < 2 * half) return undefined;
  const at = Math.min(usable - half, Math.max(half, usable * share));
  const t = at / leg.length;
  return {
    x: Math.round(leg.a.x + (leg.b.x - leg.a.x) * t),
    y: Math.round(leg.a.y + (leg.b.y - leg.a.y) * t),
  };
}

export function around(
  middle: Point,
  size: { width: number; height: number },
): Rect {
  return {
    x: middle.x - size.width / 2,
    y: middle.y - size.height / 2,
    width: size.width,
    height: size.height,
  };
}
