import { FlowLink } from '../flow/types';
import { findJunctions } from './junctions';
import { EVENT_DASH, STROKE } from './metrics';
import { cutForHead, headOf, headShape, round, linePath } from './paths';
import { Point, SceneEdge, SceneGround, SceneJunction } from './scene';
import { Link, shares } from './visible';
import { pillFor } from './labels';

/** A stretch of a route and what lies under it. */
export interface GroundPiece {
  ground: SceneGround;
  points: readonly Point[];
}

/** The lines of all links with their heads, thin ones first, and the dots where trunks branch. */
export function drawEdges(
  links: readonly Link[],
  wired: readonly FlowLink[],
  routes: ReadonlyMap<string, readonly Point[]>,
  grounds: ReadonlyMap<string, readonly GroundPiece[]>,
): { edges: SceneEdge[]; junctions: SceneJunction[] } {
  const wires = new Map(wired.map(l => [l.id, l.wire]));
  const lines = links.flatMap(link => {
    const points = routes.get(link.id);
    const wire = wires.get(link.id) ?? link.id;
    return points ? [{ link, points, wire, protocol: link.protocol }] : [];
  });
  const junctions = findJunctions(lines);
  const sharp = new Map<string, Set<string>>();
  for (const { wire, x, y } of junctions) {
    const places = sharp.get(wire);
    if (places) places.add(`${x} ${y}`);
    else sharp.set(wire, new Set([`${x} ${y}`]));
  }
  const edges = lines.map(({ link, points, wire }) => {
    const places = sharp.get(wire);
    const isSharp = places && (({ x, y }: Point) => places.has(`${x} ${y}`));
    return edgeOf(link, wire, points, grounds.get(link.id) ?? [], isSharp);
  });
  // sorting is stable: wires stay together within a width
  const byWire = [...edges].sort((a, b) => compareWires(a, b));
  return { edges: byWire, junctions };
}

function compareWires(a: SceneEdge, b: SceneEdge): number {
  if (a.width !== b.width) return a.width - b.width;
  if (a.wire === b.wire) return 0;
  return a.wire < b.wire ? -1 : 1;
}

function edgeOf(
  link: Link,
  wire: string,
  points: readonly Point[],
  pieces: readonly GroundPiece[],
  isSharp: ((point: Point) => boolean) | undefined,
): SceneEdge {
  const count = link.edges.length;
  const dashed = link.protocol === 'events';
  return {
    id: link.id,
    edges: link.edges.map(e => e.id),
    from: link.from,
    to: link.to,
    protocol: link.protocol,
    mode: link.mode,
    ...(link.direction ? { direction: link.direction } : {}),
    operations: [...new Set(link.edges.flatMap(e => e.operations))].sort(),
    points: [...points],
    path: linePath(cutForHead(points, headShape(link.protocol)), isSharp),
    halos: [...pieces],
    head: headOf(points, link.protocol),
    width:
      count > 1 ? round(1.4 + 0.7 * Math.log2(count)) : STROKE[link.protocol],
    ...(dashed ? { dash: EVENT_DASH } : {}),
    ...(count > 1
      ? { pill: pillFor(count, shares(link.edges), { x: NaN, y: NaN }) }
      : {}),
    wire,
  };
}
