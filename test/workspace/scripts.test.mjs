import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { after, test } from 'node:test';
import { withRow } from '../../scripts/lib/deepResults.mjs';
import { counterOf } from '../../scripts/lib/counters.mjs';
import { sortedDeclaration } from '../../scripts/lib/declarations.mjs';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { contentHash, unlessStamped } from '../../scripts/lib/stamp.mjs';
import { foldersBehind } from '../../scripts/lib/workspace.mjs';

const folder = mkdtempSync(inRoot('node_modules', '.stamps-'));
const below = name => relative(inRoot(), join(folder, name));
after(() => rmSync(folder, { recursive: true }));

test('a step runs again only when what it was made from changed', async () => {
  const source = below('source.txt');
  const runs = [];
  const build = () =>
    unlessStamped(below('stamp'), contentHash([source]), async () => {
      runs.push('built');
    });
  writeFileSync(inRoot(source), 'one');
  await build();
  await build();
  writeFileSync(inRoot(source), 'one');
  await build();
  assert.equal(runs.length, 1);
  writeFileSync(inRoot(source), 'two');
  await build();
  assert.equal(runs.length, 2);
});

test('a step that failed runs again', async () => {
  const fails = () =>
    unlessStamped(below('failing'), 'same', async () => {
      throw new Error('no disk');
    });
  await assert.rejects(fails, /no disk/);
  await assert.rejects(fails, /no disk/);
});

test('a step that failed half-way takes back what was vouched for', async () => {
  const runs = [];
  const build = (hash, work) => unlessStamped(below('half'), hash, work);
  const done = async () => runs.push('built');
  await build('old', done);
  await assert.rejects(
    build('new', async () => {
      throw new Error('no network');
    }),
  );
  await build('old', done);
  assert.equal(runs.length, 2);
});

test('the folders behind a package are those it stands on, near and far', () => {
  const packages = [
    {
      name: 'app',
      folder: 'packages/app',
      manifest: { dependencies: { view: '1', react: '18' } },
    },
    {
      name: 'view',
      folder: 'plugins/view',
      manifest: { dependencies: { model: '1' } },
    },
    {
      name: 'model',
      folder: 'plugins/model',
      manifest: { dependencies: { view: '1' } },
    },
    { name: 'other', folder: 'plugins/other', manifest: {} },
  ];
  assert.deepEqual(foldersBehind('app', packages), [
    'packages/app',
    'plugins/model',
    'plugins/view',
  ]);
});

test('Go results are counted by event, and only failures are shown', () => {
  const counter = counterOf({ counts: 'go' });
  const events = [
    { Action: 'output', Package: 'p', Test: 'TestA', Output: 'fine\n' },
    { Action: 'pass', Package: 'p', Test: 'TestA' },
    { Action: 'output', Package: 'p', Test: 'TestB', Output: 'b.go:3: bad\n' },
    { Action: 'fail', Package: 'p', Test: 'TestB' },
    { Action: 'fail', Package: 'p' },
  ].map(event => JSON.stringify(event));
  const shown = events.map(line => {
    counter.see(line);
    return counter.show(line);
  });
  assert.deepEqual(counter.counts(), { passed: 1, failed: 1 });
  assert.deepEqual(shown.filter(Boolean), ['b.go:3: bad']);
});

test('the closing lines of the other runners are understood', () => {
  const node = counterOf({ counts: 'node' });
  for (const line of ['ℹ tests 5', 'ℹ pass 4', '\u001b[31mℹ fail 1\u001b[0m']) {
    node.see(line);
  }
  assert.deepEqual(node.counts(), { passed: 4, failed: 1 });
  const checks = counterOf({ counts: 'line' });
  checks.see('12 passed, 3 failed');
  assert.deepEqual(checks.counts(), { passed: 12, failed: 3 });
});

test('declarations that differ in an order without meaning come out the same', () => {
  const declared = (union, entries) => `/** A range. @packageDocumentation */
import { z } from 'zod';
export interface Range {
  /** What ends first. */
  end?: ${union} | null;
  items: (${union} | { kind: ${union} })[];
}
export declare const kind: z.ZodOptional<z.ZodEnum<{
${entries.map(each => `    ${each}: "${each}";`).join('\n')}
}>>;
export declare const shape: { b: 1; a: 2; };
`;
  const one = declared("'date' | 'time'", ['time', 'date']);
  const other = declared("'time' | 'date'", ['date', 'time']);
  assert.equal(sortedDeclaration(one), sortedDeclaration(other));
  assert.equal(
    sortedDeclaration(one),
    declared("'date' | 'time'", ['date', 'time']),
  );
  assert.match(sortedDeclaration(one), /\{ b: 1; a: 2; \}/);
});

test('the last result of a deep stage takes the place of the one before', () => {
  const first = [
    'deep: matrix/random',
    '2026-01-02',
    'abc1234',
    '12',
    '0',
    '9.5',
  ];
  const other = [
    'deep: bench/cache',
    '2026-01-03',
    'def5678',
    '3',
    '1',
    '10.0',
  ];
  const again = [
    'deep: matrix/random',
    '2026-01-04',
    '0123abc',
    '11',
    '1',
    '8.0',
  ];
  const text = [first, other, again].reduce(withRow, '');
  assert.deepEqual(
    text.split('\n').filter(line => line.startsWith('|')),
    [
      '| Stage               | Day        | Commit  | Passed | Failed | Minutes |',
      '| ------------------- | ---------- | ------- | ------ | ------ | ------- |',
      '| deep: bench/cache   | 2026-01-03 | def5678 | 3      | 1      | 10.0    |',
      '| deep: matrix/random | 2026-01-04 | 0123abc | 11     | 1      | 8.0     |',
    ],
  );
  assert.equal(withRow(text, again), text);
});
