import fc from 'fast-check';
import { importsOf } from './importsOf';
import { maskGo } from './maskGo';
import { readGoFile } from './goFile';
import { readGoMod } from './readGoMod';

const paths = (source: string) =>
  importsOf(maskGo(source)).map(({ path }) => path);

describe('imports of a Go file', () => {
  it('are read in every form that Go allows', () => {
    const source = [
      '// Package a is documented. import "no"',
      '/* import "no" */ package a; import "one"',
      'import two "example.com/two" // why',
      'import (',
      '\t"three"; four `example.com/four`',
      '\t. "five"',
      '\t_ "six" /* seven is "no" import */',
      ')',
      'import ()',
      'import("eight")',
      'import "C"',
      'var text = `',
      'import "no"',
      '`',
    ].join('\n');
    expect(paths(source)).toEqual([
      'one',
      'example.com/two',
      'three',
      'example.com/four',
      'five',
      'six',
      'eight',
      'C',
    ]);
    const file = readGoFile('a.go', source);
    expect(file.imports[1]).toMatchObject({ name: 'two' });
    expect(file.lineAt(file.imports[2]!.offset)).toBe(5);
  });

  it('end where anything else begins', () => {
    expect(paths('package a\nvar x = 1\nimport "no"')).toEqual([]);
    expect(paths('package a\nimporter "no"')).toEqual([]);
    expect(paths('import "no"\npackage a')).toEqual([]);
  });

  it('never fail, whatever the file holds', () => {
    const piece = fc.constantFrom(
      ...['package a', 'import', '(', ')', '"x"', '`', '"', "'", '/*', '*/'],
      ...['//', '\\', '\n', ';', '_', '.', ' ', 'é', '\uFEFF'],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const source = pieces.join('');
        expect(maskGo(source).code).toHaveLength(source.length);
        readGoFile('a.go', source);
      }),
    );
  });

  it('are masked in time that grows with the file alone', () => {
    for (const hostile of ['"', '`', "'", '/*', '\\"', 'import (\n']) {
      const source = `package a\n${hostile.repeat(100_000)}`;
      const started = performance.now();
      readGoFile('a.go', source);
      expect(performance.now() - started).toBeLessThan(5_000);
    }
  });
});

describe('a go.mod file', () => {
  it('gives what the module asks for itself, with lines', () => {
    const text = [
      'module example.com/orders // ours',
      'go 1.26',
      'require example.com/a v1.0.0',
      'require (',
      '\t"example.com/b/v2" v2.1.0',
      '\texample.com/c v0.1.0 // indirect',
      ')',
      'replace example.com/a => ../a',
      'tool example.com/t/cmd/t',
    ].join('\n');
    expect(readGoMod(text)).toEqual({
      module: 'example.com/orders',
      go: '1.26',
      requires: [
        { path: 'example.com/a', version: 'v1.0.0', line: 3 },
        { path: 'example.com/b/v2', version: 'v2.1.0', line: 5 },
      ],
      tools: [{ path: 'example.com/t/cmd/t', line: 9 }],
    });
    expect(readGoMod('go 1.26\n')).toBeUndefined();
  });
});
