import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { composeGolden, GOLDEN } from './composeGolden';
import { differencesOf, filesBelow } from './differences';

let files: Awaited<ReturnType<typeof composeGolden>>;
before(async () => {
  files = await composeGolden();
});

test('the golden service is composed again without a difference', () => {
  const composed = new Map(files.map(({ path, content }) => [path, content]));
  const differences = differencesOf(GOLDEN, composed);
  assert.equal(differences.length, 0, `\n${differences.join('\n')}`);
});

test('the golden service has the modes that composing gives', () => {
  for (const { path, executable } of files) {
    const { mode } = statSync(join(GOLDEN, path));
    assert.equal((mode & 0o111) !== 0, executable, path);
  }
});

test('at least seven of ten Go files outside resources come as they are', () => {
  const go = files.filter(({ path }) => path.endsWith('.go'));
  const shared = go.filter(({ resource }) => resource === undefined);
  const verbatim = shared.filter(file => file.class === 'verbatim');
  assert.ok(
    verbatim.length / shared.length >= 0.7,
    `${verbatim.length} of ${shared.length}`,
  );
});

test('the differences tell of missing, needless and other files', () => {
  const home = mkdtempSync(join(tmpdir(), 'golden-'));
  try {
    assert.deepEqual(filesBelow(home), []);
    assert.deepEqual(differencesOf(home, new Map([['a', 'b']])), [
      'a: is missing from the golden tree',
    ]);
  } finally {
    rmSync(home, { recursive: true });
  }
});
