/** A directed graph on 0..size-1; parallel edges are merged into a weight. */
export interface Digraph {
  size: number;
  edges: readonly { from: number; to: number; weight: number }[];
}

/**
 * Columns in which the edges run from left to right, but for those that close a cycle.
 * No column holds more than about `limit` nodes; nodes without edges fill the shortest columns.
 */
export function layer(graph: Digraph, limit: number): number[] {
  const forward = withoutCycles(graph);
  const connected = connectedNodes(graph);
  const early = longestPaths(forward);
  const tight = pullTogether(early, forward);
  const bounded = limitColumns(tight, forward, connected, limit);
  return fillIn(bounded, connected, limit);
}

interface Arcs {
  out: number[][];
  in: number[][];
}

function arcsOf(graph: Digraph): Arcs {
  const arcs: Arcs = {
    out: Array.from({ length: graph.size }, () => []),
    in: Array.from({ length: graph.size }, () => []),
  };
  for (const { from, to } of graph.edges) {
    if (from === to) continue;
    arcs.out[from]?.push(to);
    arcs.in[to]?.push(from);
  }
  return arcs;
}

/**
 * A linear order with few and light edges against it (Eades, Lin and Smyth):
 * sources first, sinks last, in between whoever gives more than it takes.
 */
export function flowOrder(graph: Digraph): number[] {
  const give = new Array<number>(graph.size).fill(0);
  const take = new Array<number>(graph.size).fill(0);
  for (const { from, to, weight } of graph.edges) {
    give[from] = (give[from] ?? 0) + weight;
    take[to] = (take[to] ?? 0) + weight;
  }
  const left = new Set(Array.from({ length: graph.size }, (_, i) => i));
  const incident = incidence(graph);
  const remove = (node: number) => {
    left.delete(node);
    for (const edge of incident[node] ?? []) {
      if (edge.from === node)
        take[edge.to] = (take[edge.to] ?? 0) - edge.weight;
      else give[edge.from] = (give[edge.from] ?? 0) - edge.weight;
    }
    return node;
  };
  const head: number[] = [];
  const tail: number[] = [];
  while (left.size > 0) {
    const nodes = [...left];
    const sink = nodes.filter(n => give[n] === 0 && take[n] !== 0);
    const source = nodes.filter(n => take[n] === 0);
    if (sink.length > 0) tail.unshift(...sink.map(remove));
    else if (source.length > 0) head.push(...source.map(remove));
    else {
      const gain = (n: number) => (give[n] ?? 0) - (take[n] ?? 0);
      head.push(remove(nodes.reduce((a, b) => (gain(b) > gain(a) ? b : a))));
    }
  }
  return [...head, ...tail];
}

function incidence(graph: Digraph): Digraph['edges'][number][][] {
  const incident = Array.from(
    { length: graph.size },
    (): Digraph['edges'][number][] => [],
  );
  for (const edge of graph.edges) {
    incident[edge.from]?.push(edge);
    incident[edge.to]?.push(edge);
  }
  return incident;
}

function withoutCycles(graph: Digraph): Arcs & { order: number[] } {
  const order = flowOrder(graph);
  const rank = new Array<number>(graph.size).fill(0);
  order.forEach((node, i) => {
    rank[node] = i;
  });
  const forward = graph.edges.map(e =>
    (rank[e.from] ?? 0) <= (rank[e.to] ?? 0)
      ? e
      : { ...e, from: e.to, to: e.from },
  );
  return { ...arcsOf({ ...graph, edges: forward }), order };
}

function connectedNodes(graph: Digraph): Set<number> {
  return new Set(graph.edges.flatMap(e => [e.from, e.to]));
}

function longestPaths({ out, order }: Arcs & { order: number[] }): number[] {
  const layers = new Array<number>(out.length).fill(0);
  for (const node of order) {
    for (const next of out[node] ?? []) {
      layers[next] = Math.max(layers[next] ?? 0, (layers[node] ?? 0) + 1);
    }
  }
  return layers;
}

/** Moves nodes within their freedom towards the side where they have more edges. */
function pullTogether(
  layers: readonly number[],
  arcs: Arcs & { order: number[] },
): number[] {
  const moved = [...layers];
  for (let round = 0; round < 3; round += 1) {
    for (const node of [...arcs.order].reverse()) {
      const before = arcs.in[node] ?? [];
      const after = arcs.out[node] ?? [];
      if (after.length === 0 || before.length >= after.length) continue;
      moved[node] = Math.min(...after.map(n => moved[n] ?? 0)) - 1;
    }
  }
  const first = Math.min(...moved, 0);
  return moved.map(l => l - first);
}

function limitColumns(
  layers: readonly number[],
  arcs: Arcs,
  connected: ReadonlySet<number>,
  limit: number,
): number[] {
  const moved = [...layers];
  const push = (node: number, column: number) => {
    if ((moved[node] ?? 0) >= column) return;
    moved[node] = column;
    for (const next of arcs.out[node] ?? []) push(next, column + 1);
  };
  for (let column = 0; column <= Math.max(0, ...moved); column += 1) {
    const inColumn = [...connected].filter(n => moved[n] === column);
    const surplus = inColumn.length - limit;
    if (surplus <= 0) continue;
    const byFreedom = inColumn.sort(
      (a, b) =>
        (arcs.out[a]?.length ?? 0) - (arcs.out[b]?.length ?? 0) ||
        (arcs.in[a]?.length ?? 0) - (arcs.in[b]?.length ?? 0) ||
        b - a,
    );
    byFreedom.slice(0, surplus).forEach(node => push(node, column + 1));
  }
  return moved;
}

function fillIn(
  layers: readonly number[],
  connected: ReadonlySet<number>,
  limit: number,
): number[] {
  const alone = layers.map((_, i) => i).filter(i => !connected.has(i));
  if (alone.length === 0) return [...layers];
  const filled = [...layers];
  const used =
    connected.size > 0
      ? Math.max(...[...connected].map(i => layers[i] ?? 0)) + 1
      : 0;
  const width = Math.max(
    used,
    Math.ceil(alone.length / limit),
    used === 0 ? Math.ceil(Math.sqrt(alone.length / 2)) : 0,
  );
  const heights = new Array<number>(width).fill(0);
  for (const node of connected)
    heights[layers[node] ?? 0] = (heights[layers[node] ?? 0] ?? 0) + 1;
  for (const node of alone) {
    const column = heights.indexOf(Math.min(...heights));
    filled[node] = column;
    heights[column] = (heights[column] ?? 0) + 1;
  }
  return filled;
}
