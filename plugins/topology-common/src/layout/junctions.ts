import { Point, SceneJunction } from './scene';
import { Protocol } from '../model/types';

/** A routed line, as far as junctions are concerned. */
export interface WiredRoute {
  wire: string;
  protocol: Protocol;
  points: readonly Point[];
}

/** Where lines of one wire part or meet: points from which it runs in three or more directions. */
export function findJunctions(routes: readonly WiredRoute[]): SceneJunction[] {
  const wires = new Map<string, WiredRoute[]>();
  for (const route of routes) {
    const list = wires.get(route.wire);
    if (list) list.push(route);
    else wires.set(route.wire, [route]);
  }
  return [...wires.values()].flatMap(members =>
    members.length > 1 ? junctionsOfWire(members) : [],
  );
}

function junctionsOfWire(members: readonly WiredRoute[]): SceneJunction[] {
  const legs = members.flatMap(({ points }) =>
    points.slice(1).map((b, i) => ({ a: points[i] ?? b, b })),
  );
  const corners = new Map(
    members
      .flatMap(m => m.points.slice(1, -1))
      .map(point => [`${point.x} ${point.y}`, point]),
  );
  const { wire = '', protocol = 'other' as Protocol } = members[0] ?? {};
  return [...corners.values()]
    .filter(point => directionsFrom(point, legs) > 2)
    .map(({ x, y }) => ({ x, y, wire, protocol }));
}

function directionsFrom(
  p: Point,
  legs: readonly { a: Point; b: Point }[],
): number {
  const directions = new Set<string>();
  for (const { a, b } of legs) {
    const onX = a.y === b.y && a.y === p.y && between(p.x, a.x, b.x);
    const onY = a.x === b.x && a.x === p.x && between(p.y, a.y, b.y);
    if (onX && Math.min(a.x, b.x) < p.x) directions.add('left');
    if (onX && Math.max(a.x, b.x) > p.x) directions.add('right');
    if (onY && Math.min(a.y, b.y) < p.y) directions.add('up');
    if (onY && Math.max(a.y, b.y) > p.y) directions.add('down');
  }
  return directions.size;
}

function between(value: number, a: number, b: number): boolean {
  return value >= Math.min(a, b) && value <= Math.max(a, b);
}
