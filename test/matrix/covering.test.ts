import assert from 'node:assert/strict';
import { it } from 'node:test';
import { coveringRows, type Row } from './covering';

const dimension = (name: string, size: number) => ({
  name,
  values: Array.from({ length: size }, (_, value) => value),
});

const pairsIn = (rows: readonly Row[]) =>
  new Set(
    rows.flatMap(row =>
      row.flatMap((value, i) =>
        row
          .slice(i + 1)
          .map((other, j) => `${i}=${value},${i + 1 + j}=${other}`),
      ),
    ),
  );

it('a few of a million rows hold every pair, the same each time', () => {
  const dimensions = [
    dimension('router', 4),
    dimension('shape', 6),
    ...Array.from({ length: 16 }, (_, i) => dimension(`pattern ${i}`, 2)),
  ];
  const { rows, impossible } = coveringRows(dimensions, row => row, 2);
  // 4 * 6 + (4 + 6) * 16 * 2 + 120 * 4 pairs of values there are.
  assert.equal(pairsIn(rows).size, 824);
  assert.deepEqual(impossible, []);
  assert.ok(rows.length < 40, `${rows.length} rows`);
  assert.deepEqual(coveringRows(dimensions, row => row, 2).rows, rows);
});

it('rows are valid, and pairs that none can hold are told', () => {
  const dimensions = Array.from({ length: 6 }, (_, i) => dimension(`${i}`, 3));
  // The first two exclude each other; the third wants the fourth.
  const isValid = (row: Row) =>
    !(row[0] === 1 && row[1] === 1) && !(row[2] === 2 && row[3] !== 2);
  const { rows, impossible } = coveringRows(
    dimensions,
    row => (isValid(row) ? row : undefined),
    2,
  );
  assert.ok(rows.every(isValid));
  assert.deepEqual(impossible, [
    [
      [0, 1],
      [1, 1],
    ],
    [
      [2, 2],
      [3, 0],
    ],
    [
      [2, 2],
      [3, 1],
    ],
  ]);
  assert.equal(pairsIn(rows).size, 15 * 9 - 3);
});

it('rows of all triples begin with those of all pairs', () => {
  const dimensions = Array.from({ length: 12 }, (_, i) => dimension(`${i}`, 3));
  // No two of the first three exclude each other, but all three do.
  const isValid = (row: Row) => !(row[0] === 1 && row[1] === 1 && row[2] === 1);
  const validRow = (row: Row) => (isValid(row) ? row : undefined);
  const pairs = coveringRows(dimensions, validRow, 2);
  const triples = coveringRows(dimensions, validRow, 3);
  assert.deepEqual(triples.rows.slice(0, pairs.rows.length), pairs.rows);
  assert.ok(triples.rows.every(isValid));
  assert.deepEqual(pairs.impossible, []);
  assert.deepEqual(triples.impossible, [
    [
      [0, 1],
      [1, 1],
      [2, 1],
    ],
  ]);
  const held = new Set(
    triples.rows.flatMap(row =>
      row.flatMap((a, i) =>
        row
          .slice(i + 1)
          .flatMap((b, j) =>
            row
              .slice(i + j + 2)
              .map(
                (c, k) => `${i}=${a},${i + 1 + j}=${b},${i + j + 2 + k}=${c}`,
              ),
          ),
      ),
    ),
  );
  // 220 choices of three dimensions, with 27 values each.
  assert.equal(held.size, 220 * 27 - 1);
  assert.ok(triples.rows.length < 120, `${triples.rows.length} rows`);
});
