/** What can vary: a name and its values. */
export interface Dimension<T = unknown> {
  readonly name: string;
  readonly values: readonly T[];
}

/** One value of each dimension, by the index of the value. */
export type Row = readonly number[];

/** A value of a dimension, both by their index. */
export type Setting = readonly [dimension: number, value: number];

/** Values of different dimensions, in the order of these. */
export type Tuple = readonly Setting[];

/** Rows that hold every tuple there is, and the tuples that no row can hold. */
export interface Covering {
  readonly rows: readonly Row[];
  readonly impossible: readonly Tuple[];
}

/** Rows tried around a tuple before it counts as impossible. */
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

/** The tuples of one size that no row holds so far. */
class OpenTuples {
  private readonly tuples = new Map<number, Tuple>();

  constructor(readonly size: number) {}

  add(tuple: Tuple): void {
    this.tuples.set(keyOf(tuple), tuple);
  }

  remove(tuple: Tuple): void {
    this.tuples.delete(keyOf(tuple));
  }

  /** Removes all that a row holds. */
  take(row: Row): void {
    const settings = row.map((value, dimension): Setting => [dimension, value]);
    for (const tuple of combinations(settings, this.size)) this.remove(tuple);
  }

  /** How many a setting would hold together with those that are chosen. */
  gain(chosen: Tuple, setting: Setting): number {
    let gain = 0;
    for (const others of combinations(chosen, this.size - 1)) {
      if (this.tuples.has(keyOf([...others, setting]))) gain++;
    }
    return gain;
  }

  /** Each that is still open when its turn comes. */
  each(): Iterable<Tuple> {
    return this.tuples.values();
  }
}

/**
 * Few valid rows that together hold every tuple of `size` values: 2 for pairs.
 * Those of smaller tuples come first, so the rows of all pairs are the first of
 * those of all triples. Each further row begins with a tuple that is not held
 * yet, and takes the values that hold most of the others. The rows are the same
 * every time. Impossible are the smallest tuples alone, not the larger ones
 * that contain them.
 */
export function coveringRows(
  dimensions: readonly Dimension[],
  validRow: ValidRow,
  size: number,
): Covering {
  if (size === 0) return { rows: [], impossible: [] };
  const smaller = coveringRows(dimensions, validRow, size - 1);
  const rows = [...smaller.rows];
  const impossible = [...smaller.impossible];

  const open = new OpenTuples(size);
  for (const tuple of allTuples(dimensions, size)) {
    if (!impossible.some(part => contains(tuple, part))) open.add(tuple);
  }
  rows.forEach(row => open.take(row));

  const random = numbers();
  for (const tuple of open.each()) {
    const row = rowAround(tuple, dimensions, open, validRow, random);
    if (row) {
      rows.push(row);
      open.take(row);
    } else {
      impossible.push(tuple);
      open.remove(tuple);
    }
  }
  return { rows, impossible };
}

function rowAround(
  tuple: Tuple,
  dimensions: readonly Dimension[],
  open: OpenTuples,
  validRow: ValidRow,
  random: () => number,
): Row | undefined {
  const held = tuple.map(([dimension]) => dimension);
  const nothingOpen = new OpenTuples(open.size);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    // Greed alone would try one row again and again.
    const greedy = attempt < TRIES / 2;
    const wanted = greedy ? open : nothingOpen;
    const row = fill(tuple, dimensions, wanted, random);
    const valid = validRow(row, held, random);
    if (valid) return valid;
  }
  return undefined;
}

/** A row with the tuple; every other dimension takes its most useful value. */
function fill(
  tuple: Tuple,
  dimensions: readonly Dimension[],
  open: OpenTuples,
  random: () => number,
): Row {
  const row = new Map(tuple);
  const order = dimensions
    .map((_, dimension) => ({ dimension, place: random() }))
    .sort((a, b) => a.place - b.place);
  for (const { dimension } of order) {
    if (row.has(dimension)) continue;
    const chosen = [...row];
    const [best] = dimensions[dimension]!.values.map((_, value) => ({
      value,
      gain: open.gain(chosen, [dimension, value]) + random(),
    })).sort((a, b) => b.gain - a.gain);
    row.set(dimension, best!.value);
  }
  return dimensions.map((_, dimension) => row.get(dimension)!);
}

function* allTuples(
  dimensions: readonly Dimension[],
  size: number,
): Iterable<Tuple> {
  const indices = dimensions.map((_, dimension) => dimension);
  for (const some of combinations(indices, size)) {
    let tuples: Tuple[] = [[]];
    for (const dimension of some) {
      tuples = tuples.flatMap(tuple =>
        dimensions[dimension]!.values.map(
          (_, value): Tuple => [...tuple, [dimension, value]],
        ),
      );
    }
    yield* tuples;
  }
}

/** Every choice of `size` items, each in the order of the items. */
function* combinations<T>(
  items: readonly T[],
  size: number,
  start = 0,
): Iterable<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let first = start; first <= items.length - size; first++) {
    for (const others of combinations(items, size - 1, first + 1)) {
      yield [items[first]!, ...others];
    }
  }
}

function contains(tuple: Tuple, part: Tuple): boolean {
  return part.every(([dimension, value]) =>
    tuple.some(each => each[0] === dimension && each[1] === value),
  );
}

/** More than there are values of all dimensions together. */
const RADIX = 1024;
/** More than a dimension has values. */
const VALUES = 16;

/** One number for a tuple, whatever the order of its settings. */
function keyOf(tuple: Tuple): number {
  return tuple
    .map(([dimension, value]) => dimension * VALUES + value)
    .sort((a, b) => a - b)
    .reduce((key, setting) => key * RADIX + setting, 0);
}

/** Numbers from 0 to 1 that look random and are the same every time. */
function numbers(): () => number {
  let state = 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
