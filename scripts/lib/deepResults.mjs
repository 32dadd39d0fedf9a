import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { output } from './run.mjs';

const FILE = 'test/deep-results.md';

const HEAD = [
  '# Last results of the deep tests',
  '',
  'Each deep stage of `npm run test:all` writes its line when it ends. Commit them with what they are about.',
  '',
];

const COLUMNS = ['Stage', 'Day', 'Commit', 'Passed', 'Failed', 'Minutes'];

function rowsOf(text) {
  return text
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim()),
    );
}

/**
 * The text of the file with a row in it, in the place of the one of the same
 * stage: a line a stage, by name, in columns as Prettier sets them.
 */
export function withRow(text, row) {
  const others = rowsOf(text).filter(([stage]) => stage !== row[0]);
  const rows = [...others, row].sort(([one], [other]) =>
    one < other ? -1 : 1,
  );
  const widths = COLUMNS.map((column, index) =>
    Math.max(column.length, ...rows.map(cells => cells[index].length)),
  );
  const line = (cells, fill = ' ') =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i], fill)).join(' | ')} |`;
  const rule = COLUMNS.map(() => '-');
  const lines = [
    line(COLUMNS),
    line(rule, '-'),
    ...rows.map(cells => line(cells)),
  ];
  return [...HEAD, ...lines, ''].join('\n');
}

/** What was tested: a commit, and whether files differed from it. */
function commit() {
  const changed = output('git', [
    'status',
    '--porcelain',
    '--',
    '.',
    `:!${FILE}`,
  ]);
  const head = output('git', ['rev-parse', '--short', 'HEAD']);
  return changed ? `${head} and changes` : `${head}`;
}

/** Writes the result of a deep stage into test/deep-results.md. */
export function keepResult({ name, passed, failed, minutes }) {
  const file = inRoot(FILE);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const day = new Date().toISOString().slice(0, 10);
  const row = [name, day, commit(), `${passed}`, `${failed}`, `${minutes}`];
  writeFileSync(file, withRow(text, row));
}
