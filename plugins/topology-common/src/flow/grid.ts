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
  const columns = Math.min(graph.size, Math.max(1, Math.round(ideal)));
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

function improveBySwaps(
  graph: Digraph,
  start: readonly GridPlace[],
  cell: Size,
): GridPlace[] {
  const places = start.map(p => ({ ...p }));
  const incident = Array.from({ length: graph.size }, (): number[] => []);
  graph.edges.forEach((edge, i) => {
    incident[edge.from]?.push(i);
    incident[edge.to]?.push(i);
  });
  const costOf = (node: number) => {
    let cost = 0;
    for (const i of incident[node] ?? []) {
      const edge = graph.edges[i];
      const a = edge && places[edge.from];
      const b = edge && places[edge.to];
      if (a && b) cost += edge.weight * lengthOf(a, b, cell);
    }
    return cost;
  };
  const swap = (a: number, b: number) => {
    const [pa, pb] = [places[a], places[b]];
    if (pa && pb) [places[a], places[b]] = [pb, pa];
  };
  const rounds = graph.size > 150 ? 3 : 8;
  for (let round = 0, better = true; better && round < rounds; round += 1) {
    better = false;
    for (let a = 0; a < graph.size; a += 1) {
      for (let b = a + 1; b < graph.size; b += 1) {
        const before = costOf(a) + costOf(b);
        if (before === 0) continue;
        swap(a, b);
        if (costOf(a) + costOf(b) < before - 1e-9) better = true;
        else swap(a, b);
      }
    }
  }
  return places;
}

/** Against the flow costs a little more, so that calls tend to run to the right. */
function lengthOf(a: GridPlace, b: GridPlace, cell: Size): number {
  const along = (b.column - a.column) * cell.width;
  const against = along > 0 ? along : -along * 1.15 + cell.width * 0.3;
  return against + Math.abs(b.row - a.row) * cell.height;
}
