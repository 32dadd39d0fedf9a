import { Element, Net } from './nets';

/**
 * Elements of a frame from left to right: its left border, its columns, its right border;
 * each from top to bottom. Channel c lies between layers c and c + 1.
 */
export type Layers = readonly (readonly Element[])[];

const SWEEPS = 12;
/** Sweeps without progress after which it is not worth going on. */
const PATIENCE = 4;
const EXCHANGES = 3;

/**
 * Orders the columns so that few lines cross: barycentre sweeps to and fro, the best kept,
 * then exchanges of neighbours. The borders keep their order, and so does what has a rank from before.
 */
export function orderLayers(
  layers: Layers,
  nets: readonly Net[],
  ranks: ReadonlyMap<Element, number> = new Map(),
): Layers {
  const elements = layers.flat();
  const indexOf = new Map(elements.map((element, i) => [element, i]));
  const channels = channelsOf(layers.length, nets, indexOf);
  const before = elements.map(e => ranks.get(e));
  const start = layers.map(layer =>
    keepStanding(
      layer.map(e => indexOf.get(e) ?? 0),
      before,
    ),
  );
  const size = elements.length;
  const ordered = orderIndexes(start, {
    size,
    channels,
    lefts: joinedTo(channels, size, 'right', 'left'),
    rights: joinedTo(channels, size, 'left', 'right'),
    ranks: before,
  });
  return ordered.map(layer => layer.flatMap(i => elements[i] ?? []));
}

/** Who is joined with whom across a channel, as pairs of indexes. */
interface Channel {
  left: number[];
  right: number[];
}

function channelsOf(
  layerCount: number,
  nets: readonly Net[],
  indexOf: ReadonlyMap<Element, number>,
): Channel[] {
  const channels = Array.from(
    { length: layerCount - 1 },
    (): Channel => ({ left: [], right: [] }),
  );
  for (const net of nets) {
    net.channels.forEach((pins, i) => {
      const channel = channels[net.first + i];
      for (const a of pins.left) {
        for (const b of pins.right) {
          channel?.left.push(indexOf.get(a.element) ?? 0);
          channel?.right.push(indexOf.get(b.element) ?? 0);
        }
      }
    });
  }
  return channels;
}

type Order = readonly (readonly number[])[];

/** The frame as numbers: its channels, and for each element whom it is joined with on either side. */
interface Graph {
  size: number;
  channels: readonly Channel[];
  lefts: readonly (readonly number[])[];
  rights: readonly (readonly number[])[];
  /** Those that had a rank in their column before keep their order. */
  ranks: readonly (number | undefined)[];
}

function orderIndexes(start: Order, graph: Graph): Order {
  let current = start;
  let best = start;
  let least = costOf(start, graph);
  let idle = 0;
  for (let i = 0; i < SWEEPS && idle < PATIENCE; i += 1) {
    current = sweep(current, graph, i % 2 === 0);
    const cost = costOf(current, graph);
    idle = cost < least ? 0 : idle + 1;
    if (cost < least) {
      best = current;
      least = cost;
    }
    // without crossings one sweep either way is enough to centre what is left
    if (least < 1 && i > 0) break;
  }
  return least >= 1 ? exchangeNeighbours(best, graph) : best;
}

function positionsOf(order: Order, size: number): Float64Array {
  const at = new Float64Array(size);
  for (const layer of order) {
    for (let i = 0; i < layer.length; i += 1) at[layer[i] ?? 0] = i;
  }
  return at;
}

function sweep(order: Order, graph: Graph, toRight: boolean): Order {
  const next = [...order];
  const at = positionsOf(order, graph.size);
  const keys = new Float64Array(graph.size);
  const neighbours = toRight ? graph.lefts : graph.rights;
  const inner = next.map((_, i) => i).slice(1, -1);
  for (const i of toRight ? inner : inner.reverse()) {
    const layer = next[i] ?? [];
    const fixed = next[toRight ? i - 1 : i + 1]?.length ?? 0;
    // who has no neighbour there keeps its share of the height
    const scale = fixed / Math.max(1, layer.length);
    layer.forEach((element, k) => {
      keys[element] = barycentre(neighbours[element] ?? [], at) ?? k * scale;
    });
    const sorted = keepStanding(
      [...layer].sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0)),
      graph.ranks,
    );
    sorted.forEach((element, k) => {
      at[element] = k;
    });
    next[i] = sorted;
  }
  return next;
}

/** Those that stood somewhere before share out the places they have now in the order they had. */
function keepStanding(
  layer: readonly number[],
  ranks: readonly (number | undefined)[],
): readonly number[] {
  const standing = layer.filter(element => ranks[element] !== undefined);
  if (standing.length < 2) return layer;
  standing.sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0));
  let next = 0;
  return layer.map(element => {
    if (ranks[element] === undefined) return element;
    next += 1;
    return standing[next - 1] ?? element;
  });
}

function barycentre(
  neighbours: readonly number[],
  at: Float64Array,
): number | undefined {
  if (neighbours.length === 0) return undefined;
  let sum = 0;
  for (const neighbour of neighbours) sum += at[neighbour] ?? 0;
  return sum / neighbours.length;
}

/** Crossings, and as a fraction of one how far lines climb or fall. */
function costOf(order: Order, { channels, size }: Graph): number {
  const at = positionsOf(order, size);
  let crossings = 0;
  let climb = 0;
  let lines = 1;
  channels.forEach(({ left, right }, i) => {
    const height = Math.max(1, order[i]?.length ?? 0);
    const width = Math.max(1, order[i + 1]?.length ?? 0);
    const ends = new Float64Array(left.length);
    for (let k = 0; k < left.length; k += 1) {
      const a = at[left[k] ?? 0] ?? 0;
      const b = at[right[k] ?? 0] ?? 0;
      // one number a line: sorted by its left end, then by its right end
      ends[k] = a * width + b;
      climb += Math.abs((a + 0.5) / height - (b + 0.5) / width);
    }
    lines += left.length;
    if (left.length > 1) crossings += inversions(ends.sort(), width);
  });
  return crossings + climb / lines;
}

/** Pairs of lines that cross, counted with a Fenwick tree. */
function inversions(ends: Float64Array, width: number): number {
  const tree = new Int32Array(width + 1);
  let count = 0;
  for (let added = 0; added < ends.length; added += 1) {
    const right = (ends[added] ?? 0) % width;
    let notBelow = 0;
    for (let i = right + 1; i > 0; i -= i & -i) notBelow += tree[i] ?? 0;
    count += added - notBelow;
    for (let i = right + 1; i <= width; i += i & -i) {
      tree[i] = (tree[i] ?? 0) + 1;
    }
  }
  return count;
}

function exchangeNeighbours(order: Order, graph: Graph): Order {
  const { lefts, rights, ranks } = graph;
  const next = order.map(layer => [...layer]);
  const at = positionsOf(next, graph.size);
  for (let round = 0, better = true; better && round < EXCHANGES; round += 1) {
    better = false;
    for (const layer of next.slice(1, -1)) {
      for (let k = 0; k + 1 < layer.length; k += 1) {
        const [a = 0, b = 0] = [layer[k], layer[k + 1]];
        if (ranks[a] !== undefined && ranks[b] !== undefined) continue;
        const gain =
          saved(lefts[a], lefts[b], at) + saved(rights[a], rights[b], at);
        if (gain > 0) {
          [layer[k], layer[k + 1]] = [b, a];
          [at[a], at[b]] = [k + 1, k];
          better = true;
        }
      }
    }
  }
  return next;
}

function joinedTo(
  channels: readonly Channel[],
  size: number,
  own: 'left' | 'right',
  other: 'left' | 'right',
): number[][] {
  const found = Array.from({ length: size }, (): number[] => []);
  for (const channel of channels) {
    channel[own].forEach((element, i) =>
      found[element]?.push(channel[other][i] ?? 0),
    );
  }
  return found;
}

/** Crossings saved by exchanging a with the b below it. */
function saved(
  a: readonly number[] = [],
  b: readonly number[] = [],
  at: Float64Array,
): number {
  let gain = 0;
  for (const x of a) {
    for (const y of b) gain += Math.sign((at[x] ?? 0) - (at[y] ?? 0));
  }
  return gain;
}
