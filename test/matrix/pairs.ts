/** What can vary: a name and its values. */
export interface Dimension<T = unknown> {
  readonly name: string;
  readonly values: readonly T[];
}

/** One value of each dimension, by the index of the value. */
export type Row = readonly number[];

/**
 * All combinations of values of `strength` dimensions that rows leave
 * uncovered, as `dimension=value` pairs joined by commas.
 */
export function uncovered(
  dimensions: readonly Dimension[],
  rows: readonly Row[],
  strength: number,
): Set<string> {
  const open = new Set<string>();
  for (const chosen of subsets(dimensions.length, strength)) {
    for (const tuple of tuples(dimensions, chosen)) {
      open.add(keyOf(chosen, tuple));
    }
  }
  for (const row of rows) {
    for (const chosen of subsets(dimensions.length, strength)) {
      open.delete(
        keyOf(
          chosen,
          chosen.map(index => row[index]!),
        ),
      );
    }
  }
  return open;
}

/**
 * Few rows that together hold every combination of values of `strength`
 * dimensions. Greedy, and the same every time.
 */
export function coveringRows(
  dimensions: readonly Dimension[],
  strength: number,
): Row[] {
  const rows: Row[] = [];
  let open = uncovered(dimensions, rows, strength);
  while (open.size > 0) {
    rows.push(bestRow(dimensions, open, strength));
    open = uncovered(dimensions, rows, strength);
  }
  return rows;
}

function bestRow(
  dimensions: readonly Dimension[],
  open: ReadonlySet<string>,
  strength: number,
): Row {
  // Each row settles at least the first open tuple, so the search ends.
  const row: (number | undefined)[] = dimensions.map(() => undefined);
  const [seed = ''] = open;
  for (const pair of seed.split(',')) {
    const [dimension = 0, value = 0] = pair.split('=').map(Number);
    row[dimension] = value;
  }
  dimensions.forEach(({ values }, index) => {
    if (row[index] === undefined) {
      const gains = values.map((_, value) =>
        gain(
          row.map((each, at) => (at === index ? value : each)),
          open,
          strength,
        ),
      );
      row[index] = gains.indexOf(Math.max(...gains));
    }
  });
  return row.map(value => value ?? 0);
}

function gain(
  row: readonly (number | undefined)[],
  open: ReadonlySet<string>,
  strength: number,
): number {
  const settled = row.flatMap((value, index) =>
    value === undefined ? [] : [index],
  );
  return subsets(settled.length, strength)
    .map(subset => subset.map(each => settled[each]!))
    .filter(chosen =>
      open.has(
        keyOf(
          chosen,
          chosen.map(index => row[index]!),
        ),
      ),
    ).length;
}

function keyOf(chosen: readonly number[], values: readonly number[]): string {
  return chosen.map((index, at) => `${index}=${values[at]}`).join(',');
}

function subsets(count: number, size: number): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: count }, (_, index) => index).flatMap(last =>
    subsets(last, size - 1).map(rest => [...rest, last]),
  );
}

function tuples(
  dimensions: readonly Dimension[],
  chosen: readonly number[],
): number[][] {
  return chosen.reduce<number[][]>(
    (lists, index) =>
      lists.flatMap(list =>
        dimensions[index]!.values.map((_, value) => [...list, value]),
      ),
    [[]],
  );
}
