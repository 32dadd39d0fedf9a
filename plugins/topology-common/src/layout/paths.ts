import { Protocol } from '../model/types';
import { CORNER_RADIUS } from './metrics';
import { HeadShape, Point, SceneHead } from './scene';

/** How far before the tip the line ends, so that it does not show through the head. */
const CUT: Readonly<Record<HeadShape, number>> = {
  triangle: 6,
  double: 11,
  chevron: 1.5,
};

export function headShape(protocol: Protocol): HeadShape {
  if (protocol === 'grpc') return 'double';
  return protocol === 'sql' || protocol === 'cache' ? 'chevron' : 'triangle';
}

/** The arrowhead at the end of a line. */
export function headOf(
  points: readonly Point[],
  protocol: Protocol,
): SceneHead {
  const tip = points[points.length - 1] ?? { x: 0, y: 0 };
  const before = points[points.length - 2] ?? tip;
  const angle =
    (Math.atan2(tip.y - before.y, tip.x - before.x) * 180) / Math.PI;
  return { x: tip.x, y: tip.y, angle, shape: headShape(protocol) };
}

/** The line without the stretch that the head covers. */
export function cutForHead(points: readonly Point[], head: HeadShape): Point[] {
  return cutEnd(points, CUT[head]);
}

/** SVG path data of a line with rounded corners, sharp where `isSharp`. @public */
export function linePath(
  points: readonly Point[],
  isSharp?: (point: Point) => boolean,
): string {
  let path = '';
  points.forEach((point, i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    if (!before) path += `M${at(point)}`;
    else if (!after || isSharp?.(point)) path += `L${at(point)}`;
    else path += corner(before, point, after);
  });
  return path;
}

function corner(before: Point, point: Point, after: Point): string {
  const radius = Math.min(
    CORNER_RADIUS,
    distance(before, point) / 2,
    distance(point, after) / 2,
  );
  const start = towards(point, before, radius);
  const end = towards(point, after, radius);
  return `L${at(start)}Q${at(point)} ${at(end)}`;
}

function cutEnd(points: readonly Point[], length: number): Point[] {
  const last = points[points.length - 1];
  const before = points[points.length - 2];
  if (!last || !before) return [...points];
  const cut = Math.min(length, distance(before, last) / 2);
  return [...points.slice(0, -1), towards(last, before, cut)];
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return {
    x: from.x + ((to.x - from.x) / whole) * length,
    y: from.y + ((to.y - from.y) / whole) * length,
  };
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function at(point: Point): string {
  return `${round(point.x)} ${round(point.y)}`;
}

/** Two decimals at most: enough on any screen, and the same text everywhere. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
