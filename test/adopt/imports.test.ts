// The scanner of import blocks is held against Go's own parser, on every Go
// file of this repository.
import assert from 'node:assert/strict';
import { join, relative, sep } from 'node:path';
import { describe, it } from 'node:test';
import {
  goImports,
  readFolder,
} from '@golden-path/backstage-plugin-golden-path-node';
import { goEnvironment } from '../support/goService';
import { runOrThrow } from '../support/processes';

const ROOT = join(__dirname, '../..');

interface GoPackage {
  Dir: string;
  GoFiles?: string[];
  TestGoFiles?: string[];
  XTestGoFiles?: string[];
  Imports?: string[];
  TestImports?: string[];
  XTestImports?: string[];
}

describe('the scanner of imports', () => {
  for (const module of ['templates/patterns', 'test/golden/orders']) {
    it(`reads what Go reads in ${module}`, async () => {
      const root = join(ROOT, module);
      const files = await readFolder(root);
      const { stdout } = await runOrThrow('go', ['list', '-json', './...'], {
        cwd: root,
        env: goEnvironment(),
      });
      const packages = JSON.parse(
        `[${stdout.trim().replace(/^\}\n\{$/gm, '},{')}]`,
      ) as GoPackage[];
      assert.ok(packages.length > 10);
      for (const each of packages) {
        const folder = relative(root, each.Dir).split(sep).join('/');
        const names = [
          ...(each.GoFiles ?? []),
          ...(each.TestGoFiles ?? []),
          ...(each.XTestGoFiles ?? []),
        ];
        const read = names.flatMap(name => {
          const text = files.get(folder === '' ? name : `${folder}/${name}`);
          assert.ok(text, `${folder}/${name} was not read`);
          return goImports(text);
        });
        const expected = [
          ...(each.Imports ?? []),
          ...(each.TestImports ?? []),
          ...(each.XTestImports ?? []),
        ];
        assert.deepEqual(
          [...new Set(read)].sort(),
          [...new Set(expected)].sort(),
          folder,
        );
      }
    });
  }
});
