import { Digraph, flowOrder } from './layering';

/** Sizes of the things to place, by node. */
export interface Size {
  width: number;
  height: number;
}

/** A column and a place in it, by node. */
export interface GridPlace {
  column: number;
  row: number;
}

/**
 * Places on a grid of about the wanted aspect: first along the flow, then bettered by swaps
 * that shorten the edges. For graphs in which much calls much, where layers would only stretch.
 */
export function placeOnGrid(
  graph: Digraph,
  sizes: readonly Size[],
  aspect: number,
): GridPlace[] {
  const start = alongTheFlow(graph, sizes, aspect);
  return improveBySwaps(graph, start, cellOf(sizes));
}

function cellOf(sizes: readonly Size[]): Size {
  const mean = (values: number[]) =>
    values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
  return {
    width: mean(sizes.map(s => s.width)),
    height: mean(sizes.map(s => s.height)),
  };
}

function alongTheFlow(
  graph: Digraph,
  sizes: readonly Size[],
  aspect: number,
): GridPlace[] {
  const cell = cellOf(sizes);
  const ideal = Math.sqrt((graph.size * cell.height * aspect) / cell.width);
  // in one column no call could run from left to right
  const least = graph.edges.length > 0 ? 2 : 1;
  const columns = Math.min(graph.size, Math.max(least, Math.round(ideal)));
  const total = sizes.reduce((sum, s) => sum + s.height, 0);
  const places = new Array<GridPlace>(graph.size);
  const filled = new Array<number>(columns).fill(0);
  let before = 0;
  for (const node of flowOrder(graph)) {
    const height = sizes[node]?.height ?? 0;
    const middle = before + height / 2;
    const column = Math.min(
      columns - 1,
      Math.floor((middle / total) * columns),
    );
    places[node] = { column, row: filled[column] ?? 0 };
    filled[column] = (filled[column] ?? 0) + 1;
    before += height;
  }
  return places;
}

/** Looks at neighbours that swapping may take: with more lines, fewer rounds. */
const MOST_LOOKS = 6_000_000;
const MOST_ROUNDS = 8;

function improveBySwaps(
  graph: Digraph,
  start: readonly GridPlace[],
  cell: Size,
): GridPlace[] {
  const { size } = graph;
  const joints = jointsOf(graph);
  const x = Float64Array.from(start, p => p.column * cell.width);
  const y = Float64Array.from(start, p => p.row * cell.height);
  const placeAt = start.map((_, i) => i);
  const backward = cell.width * 0.3;

  /** What the lines of a node cost, but for those to `without`, were it at `ax`, `ay`. */
  const costAt = (node: number, without: number, ax: number, ay: number) => {
    let cost = 0;
    const last = joints.first[node + 1] ?? 0;
    for (let i = joints.first[node] ?? 0; i < last; i += 1) {
      const other = joints.other[i] ?? 0;
      if (other === without) continue;
      // against the flow costs a little more, so that calls tend to run to the right
      const along = ((x[other] ?? 0) - ax) * (joints.sign[i] ?? 1);
      const across = Math.abs((y[other] ?? 0) - ay);
      const way = along > 0 ? along : -along * 1.15 + backward;
      cost += (joints.weight[i] ?? 1) * (way + across);
    }
    return cost;
  };
  const betweenCost = (a: number, b: number, sign: number) => {
    let cost = 0;
    const last = joints.first[a + 1] ?? 0;
    for (let i = joints.first[a] ?? 0; i < last; i += 1) {
      if (joints.other[i] !== b) continue;
      const along = ((x[b] ?? 0) - (x[a] ?? 0)) * (joints.sign[i] ?? 1) * sign;
      const way = along > 0 ? along : -along * 1.15 + backward;
      cost += (joints.weight[i] ?? 1) * way;
    }
    return cost;
  };
  const gainOf = (a: number, b: number) => {
    const [ax = 0, ay = 0, bx = 0, by = 0] = [x[a], y[a], x[b], y[b]];
    const before = costAt(a, b, ax, ay) + costAt(b, a, bx, by);
    if (before === 0 && joints.first[a] === joints.first[a + 1]) return 0;
    const after = costAt(a, b, bx, by) + costAt(b, a, ax, ay);
    return before - after + betweenCost(a, b, 1) - betweenCost(a, b, -1);
  };
  const swap = (a: number, b: number) => {
    for (const list of [x, y]) {
      const kept = list[a] ?? 0;
      list[a] = list[b] ?? 0;
      list[b] = kept;
    }
    [placeAt[a], placeAt[b]] = [placeAt[b] ?? 0, placeAt[a] ?? 0];
  };

  const looksARound = Math.max(1, 4 * joints.other.length * size);
  const rounds = Math.min(
    MOST_ROUNDS,
    Math.max(1, Math.round(MOST_LOOKS / looksARound)),
  );
  for (let round = 0, better = true; better && round < rounds; round += 1) {
    better = false;
    for (let a = 0; a < size; a += 1) {
      for (let b = a + 1; b < size; b += 1) {
        if (gainOf(a, b) <= 1e-9) continue;
        swap(a, b);
        better = true;
      }
    }
  }
  return placeAt.map(i => ({ ...(start[i] ?? { column: 0, row: 0 }) }));
}

/** Whom each node is joined with, in flat lists: node n has the entries from `first[n]` to `first[n + 1]`. */
interface Joints {
  first: Int32Array;
  other: Int32Array;
  weight: Float64Array;
  /** 1 where the node is the caller, -1 where it is the callee. */
  sign: Int8Array;
}

function jointsOf({ size, edges }: Digraph): Joints {
  const first = new Int32Array(size + 1);
  for (const { from, to } of edges) {
    first[from + 1] = (first[from + 1] ?? 0) + 1;
    first[to + 1] = (first[to + 1] ?? 0) + 1;
  }
  for (let i = 0; i < size; i += 1) {
    first[i + 1] = (first[i + 1] ?? 0) + (first[i] ?? 0);
  }
  const next = first.slice();
  const other = new Int32Array(edges.length * 2);
  const weight = new Float64Array(edges.length * 2);
  const sign = new Int8Array(edges.length * 2);
  const add = (node: number, to: number, heavy: number, way: 1 | -1) => {
    const at = next[node] ?? 0;
    next[node] = at + 1;
    other[at] = to;
    weight[at] = heavy;
    sign[at] = way;
  };
  for (const edge of edges) {
    add(edge.from, edge.to, edge.weight, 1);
    add(edge.to, edge.from, edge.weight, -1);
  }
  return { first, other, weight, sign };
}
