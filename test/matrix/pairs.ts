/** What can vary: a name and its values. */
export interface Dimension<T = unknown> {
  readonly name: string;
  readonly values: readonly T[];
}

/** One value of each dimension, by the index of the value. */
export type Row = readonly number[];

/** Every row there is. */
export function allRows(dimensions: readonly Dimension[]): Row[] {
  return dimensions.reduce<Row[]>(
    (rows, { values }) =>
      rows.flatMap(row => values.map((_, value) => [...row, value])),
    [[]],
  );
}

/**
 * Few of the rows that together hold every combination of values of
 * `strength` dimensions that any of them holds. Greedy, and the same every
 * time.
 */
export function coveringRows(rows: readonly Row[], strength: number): Row[] {
  const chosen: Row[] = [];
  const open = uncovered(rows, [], strength);
  while (open.size > 0) {
    const gains = rows.map(
      row => tuplesOf(row, strength).filter(tuple => open.has(tuple)).length,
    );
    const best = rows[gains.indexOf(Math.max(...gains))]!;
    tuplesOf(best, strength).forEach(tuple => open.delete(tuple));
    chosen.push(best);
  }
  return chosen;
}

/** Combinations of `strength` values that rows hold and chosen ones do not. */
export function uncovered(
  rows: readonly Row[],
  chosen: readonly Row[],
  strength: number,
): Set<string> {
  const open = new Set(rows.flatMap(row => tuplesOf(row, strength)));
  chosen
    .flatMap(row => tuplesOf(row, strength))
    .forEach(tuple => open.delete(tuple));
  return open;
}

function tuplesOf(row: Row, strength: number): string[] {
  return subsets(row.length, strength).map(indices =>
    indices.map(index => `${index}=${row[index]}`).join(','),
  );
}

function subsets(count: number, size: number): number[][] {
  if (size === 0) return [[]];
  return Array.from({ length: count }, (_, index) => index).flatMap(last =>
    subsets(last, size - 1).map(rest => [...rest, last]),
  );
}
