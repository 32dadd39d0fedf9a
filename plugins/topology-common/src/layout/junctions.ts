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
  const legs = legsByLine(members);
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

interface Span {
  low: number;
  high: number;
}

/** Horizontal legs by their y, vertical ones by their x. */
interface Legs {
  across: ReadonlyMap<number, readonly Span[]>;
  down: ReadonlyMap<number, readonly Span[]>;
}

function legsByLine(members: readonly WiredRoute[]): Legs {
  const across = new Map<number, Span[]>();
  const down = new Map<number, Span[]>();
  const add = (
    lines: Map<number, Span[]>,
    at: number,
    a: number,
    b: number,
  ) => {
    const low = Math.min(a, b);
    const high = Math.max(a, b);
    const spans = lines.get(at) ?? [];
    // lines of a trunk run on top of each other
    if (!spans.some(s => s.low === low && s.high === high)) {
      spans.push({ low, high });
    }
    lines.set(at, spans);
  };
  for (const { points } of members) {
    for (let i = 1; i < points.length; i += 1) {
      const a = points[i - 1];
      const b = points[i];
      if (!a || !b) continue;
      if (a.y === b.y) add(across, a.y, a.x, b.x);
      if (a.x === b.x) add(down, a.x, a.y, b.y);
    }
  }
  return { across, down };
}

function directionsFrom({ x, y }: Point, { across, down }: Legs): number {
  return sidesOf(x, across.get(y) ?? []) + sidesOf(y, down.get(x) ?? []);
}

/** On how many sides of a place, along one line, the wire goes on. */
function sidesOf(at: number, spans: readonly Span[]): number {
  const before = spans.some(s => s.low < at && s.high >= at);
  const after = spans.some(s => s.high > at && s.low <= at);
  return (before ? 1 : 0) + (after ? 1 : 0);
}
