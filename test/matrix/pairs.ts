/** What can vary: a name and its values. */
export interface Dimension<T = unknown> {
  readonly name: string;
  readonly values: readonly T[];
}

/** One value of each dimension, by the index of the value. */
export type Row = readonly number[];

/** Two values of two dimensions: `[dimension, value]` each. */
export type Pair = readonly [
  readonly [number, number],
  readonly [number, number],
];

/** Rows that hold every pair there is, and the pairs that no row can hold. */
export interface Covering {
  readonly rows: readonly Row[];
  readonly impossible: readonly Pair[];
}

/** Rows tried around a pair before it counts as impossible. */
const TRIES = 12;

/**
 * The row if it is valid, or else one near it that is and has the same values
 * in the dimensions that are held.
 */
export type ValidRow = (
  row: Row,
  held: readonly number[],
  random: () => number,
) => Row | undefined;

/**
 * Few valid rows that together hold every pair of values. Each begins with a
 * pair that is not held yet, and takes the values that hold most of the
 * others. The rows are the same every time.
 */
export function coveringRows(
  dimensions: readonly Dimension[],
  validRow: ValidRow,
): Covering {
  const open = new Map(allPairs(dimensions).map(pair => [keyOf(pair), pair]));
  const random = numbers();
  const rows: Row[] = [];
  const impossible: Pair[] = [];
  for (const pair of open.values()) {
    const row = rowAround(pair, dimensions, open, validRow, random);
    if (row) rows.push(row);
    else impossible.push(pair);
    open.delete(keyOf(pair));
    if (row) pairsOf(row).forEach(held => open.delete(keyOf(held)));
  }
  return { rows, impossible };
}

function rowAround(
  pair: Pair,
  dimensions: readonly Dimension[],
  open: ReadonlyMap<string, Pair>,
  validRow: ValidRow,
  random: () => number,
): Row | undefined {
  const held = pair.map(([dimension]) => dimension);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    // Greed alone would try one row again and again.
    const greedy = attempt < TRIES / 2;
    const row = fill(pair, dimensions, greedy ? open : new Map(), random);
    const valid = validRow(row, held, random);
    if (valid) return valid;
  }
  return undefined;
}

/** A row with the pair; every other dimension takes its most useful value. */
function fill(
  pair: Pair,
  dimensions: readonly Dimension[],
  open: ReadonlyMap<string, Pair>,
  random: () => number,
): Row {
  const row = new Map(pair);
  const gain = (dimension: number, value: number) =>
    [...row].filter(other => open.has(keyOf([other, [dimension, value]])))
      .length;
  const order = dimensions
    .map((_, dimension) => ({ dimension, place: random() }))
    .sort((a, b) => a.place - b.place);
  for (const { dimension } of order) {
    if (row.has(dimension)) continue;
    const [best] = dimensions[dimension]!.values.map((_, value) => ({
      value,
      gain: gain(dimension, value) + random(),
    })).sort((a, b) => b.gain - a.gain);
    row.set(dimension, best!.value);
  }
  return dimensions.map((_, dimension) => row.get(dimension)!);
}

function allPairs(dimensions: readonly Dimension[]): Pair[] {
  return dimensions.flatMap((one, i) =>
    dimensions.slice(i + 1).flatMap((other, j) =>
      one.values.flatMap((_, a) =>
        other.values.map(
          (__, b): Pair => [
            [i, a],
            [i + 1 + j, b],
          ],
        ),
      ),
    ),
  );
}

function pairsOf(row: Row): Pair[] {
  return row.flatMap((value, i) =>
    row.slice(i + 1).map(
      (other, j): Pair => [
        [i, value],
        [i + 1 + j, other],
      ],
    ),
  );
}

function keyOf([[i, a], [j, b]]: Pair): string {
  return i < j ? `${i}=${a},${j}=${b}` : `${j}=${b},${i}=${a}`;
}

/** Numbers from 0 to 1 that look random and are the same every time. */
function numbers(): () => number {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
