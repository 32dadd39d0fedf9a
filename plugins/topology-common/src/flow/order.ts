import { Element, Net } from './nets';

/**
 * Elements of a frame from left to right: its left border, its columns, its right border;
 * each from top to bottom. Channel c lies between layers c and c + 1.
 */
export type Layers = readonly (readonly Element[])[];

const SWEEPS = 10;

/**
 * Orders the columns so that few lines cross: barycentre sweeps to and fro, the best kept,
 * then exchanges of neighbours. The borders keep their order.
 */
export function orderLayers(layers: Layers, nets: readonly Net[]): Layers {
  const links = linksBetween(layers.length, nets);
  let current = layers;
  let best = layers;
  let fewest = countCrossings(layers, links);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    current = sweepOnce(current, links, sweep % 2 === 0);
    const crossings = countCrossings(current, links);
    if (crossings < fewest) {
      best = current;
      fewest = crossings;
    }
  }
  return fewest > 0 ? exchangeNeighbours(best, links) : best;
}

/** For each channel, who is joined with whom across it. */
type Links = readonly (readonly (readonly [Element, Element])[])[];

function linksBetween(layerCount: number, nets: readonly Net[]): Links {
  const links = Array.from(
    { length: layerCount - 1 },
    (): [Element, Element][] => [],
  );
  for (const net of nets) {
    net.channels.forEach((channel, i) => {
      for (const a of channel.left) {
        for (const b of channel.right) {
          links[net.first + i]?.push([a.element, b.element]);
        }
      }
    });
  }
  return links;
}

function positions(layer: readonly Element[]): Map<Element, number> {
  return new Map(layer.map((element, i) => [element, i]));
}

function sweepOnce(layers: Layers, links: Links, toRight: boolean): Layers {
  const next = [...layers];
  const inner = next.map((_, i) => i).slice(1, -1);
  for (const i of toRight ? inner : inner.reverse()) {
    const fixed = next[toRight ? i - 1 : i + 1] ?? [];
    const channel = links[toRight ? i - 1 : i] ?? [];
    const pairs = toRight ? channel : channel.map(([a, b]) => [b, a] as const);
    next[i] = byBarycentre(next[i] ?? [], fixed, pairs);
  }
  return next;
}

function byBarycentre(
  layer: readonly Element[],
  fixed: readonly Element[],
  pairs: readonly (readonly [Element, Element])[],
): Element[] {
  const at = positions(fixed);
  const sums = new Map<Element, { sum: number; count: number }>();
  for (const [other, element] of pairs) {
    const known = sums.get(element) ?? { sum: 0, count: 0 };
    known.sum += at.get(other) ?? 0;
    known.count += 1;
    sums.set(element, known);
  }
  // who has no neighbour there keeps its share of the height
  const scale = fixed.length / Math.max(1, layer.length);
  const keyed = layer.map((element, i) => {
    const found = sums.get(element);
    return { element, key: found ? found.sum / found.count : i * scale, i };
  });
  return keyed
    .sort((a, b) => a.key - b.key || a.i - b.i)
    .map(({ element }) => element);
}

function countCrossings(layers: Layers, links: Links): number {
  let crossings = 0;
  links.forEach((pairs, i) => {
    const left = positions(layers[i] ?? []);
    const right = positions(layers[i + 1] ?? []);
    const ends = pairs.map(
      ([a, b]) => [left.get(a) ?? 0, right.get(b) ?? 0] as const,
    );
    crossings += inversions(ends, layers[i + 1]?.length ?? 0);
  });
  return crossings;
}

/** Pairs of lines that cross, counted with a Fenwick tree. */
function inversions(
  ends: readonly (readonly [number, number])[],
  size: number,
): number {
  const sorted = [...ends].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const tree = new Array<number>(size + 1).fill(0);
  let count = 0;
  let added = 0;
  for (const [, right] of sorted) {
    let notAbove = 0;
    for (let i = right + 1; i > 0; i -= i & -i) notAbove += tree[i] ?? 0;
    count += added - notAbove;
    for (let i = right + 1; i <= size; i += i & -i)
      tree[i] = (tree[i] ?? 0) + 1;
    added += 1;
  }
  return count;
}

function exchangeNeighbours(layers: Layers, links: Links): Layers {
  const next = layers.map(layer => [...layer]);
  const rounds = 3;
  for (let round = 0, better = true; better && round < rounds; round += 1) {
    better = false;
    for (let i = 1; i < next.length - 1; i += 1) {
      const layer = next[i] ?? [];
      const left = neighbourPositions(next[i - 1] ?? [], links[i - 1] ?? [], 1);
      const right = neighbourPositions(next[i + 1] ?? [], links[i] ?? [], 0);
      for (let k = 0; k + 1 < layer.length; k += 1) {
        const [a, b] = [layer[k], layer[k + 1]];
        if (!a || !b) continue;
        const gain =
          crossed(left.get(a), left.get(b)) +
          crossed(right.get(a), right.get(b));
        if (gain > 0) {
          [layer[k], layer[k + 1]] = [b, a];
          better = true;
        }
      }
    }
  }
  return next;
}

/** Where the neighbours of each element stand in the layer beside it. */
function neighbourPositions(
  layer: readonly Element[],
  pairs: readonly (readonly [Element, Element])[],
  own: 0 | 1,
): Map<Element, number[]> {
  const at = positions(layer);
  const found = new Map<Element, number[]>();
  for (const pair of pairs) {
    const position = at.get(pair[1 - own] as Element) ?? 0;
    const list = found.get(pair[own]);
    if (list) list.push(position);
    else found.set(pair[own], [position]);
  }
  return found;
}

/** Crossings saved by exchanging a with the b below it. */
function crossed(a: number[] = [], b: number[] = []): number {
  let gain = 0;
  for (const x of a) for (const y of b) gain += Math.sign(x - y);
  return gain;
}
