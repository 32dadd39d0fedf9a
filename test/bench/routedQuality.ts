/** A corner of a line. */
export interface Corner {
  x: number;
  y: number;
}

/** A routed edge: its corners from start to end; edges of one wire share part of their way. */
export interface RoutedEdge {
  from: string;
  to: string;
  corners: readonly Corner[];
}

/** What a picture costs its reader. */
export interface RoutedQuality {
  /** Points at which edges cross that do not share an end; where lines run on top of each other, one point. */
  crossings: number;
  /** In thousands of px. */
  length: number;
}

interface Segment {
  edge: number;
  a: Corner;
  b: Corner;
  left: number;
  right: number;
}

/** Counts the crossings of the lines as they are drawn, and how long they are together. */
export function routedQuality(edges: readonly RoutedEdge[]): RoutedQuality {
  const segments = edges.flatMap(({ corners }, edge) =>
    corners.slice(1).flatMap((b, i): Segment[] => {
      const a = corners[i];
      if (!a) return [];
      const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
      return [{ edge, a, b, left, right }];
    }),
  );
  segments.sort((one, other) => one.left - other.left);
  const crossings = new Set<string>();
  let length = 0;
  segments.forEach((one, i) => {
    length += Math.hypot(one.a.x - one.b.x, one.a.y - one.b.y);
    for (let k = i + 1; k < segments.length; k += 1) {
      const other = segments[k];
      if (!other || other.left > one.right) break;
      if (!areApart(edges[one.edge], edges[other.edge])) continue;
      const point = crossing(one, other);
      if (point) crossings.add(`${point.x.toFixed(1)} ${point.y.toFixed(1)}`);
    }
  });
  return { crossings: crossings.size, length: Math.round(length / 1000) };
}

function areApart(a?: RoutedEdge, b?: RoutedEdge): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.from !== b.from &&
    a.to !== b.to &&
    a.from !== b.to &&
    a.to !== b.from
  );
}

/** Where two segments cross, if each has an end on either side of the other: touching is not crossing. */
function crossing(
  { a, b }: Segment,
  { a: c, b: d }: Segment,
): Corner | undefined {
  const [ac, ad] = [side(a, b, c), side(a, b, d)];
  if (ac * ad >= 0 || side(c, d, a) * side(c, d, b) >= 0) return undefined;
  const share = ac / (ac - ad);
  return { x: c.x + share * (d.x - c.x), y: c.y + share * (d.y - c.y) };
}

function side(a: Corner, b: Corner, p: Corner): number {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}
