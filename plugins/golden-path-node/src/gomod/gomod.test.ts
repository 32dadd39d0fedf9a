import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { moduleTableSchema, printGoMod, printGoSum, tidyModules } from '.';

const pack = resolve(__dirname, '../../../../templates/patterns');
const table = moduleTableSchema.parse(
  JSON.parse(readFileSync(join(pack, 'modules.json'), 'utf8')),
);
const universe = {
  mod: readFileSync(join(pack, 'go.mod'), 'utf8'),
  sum: readFileSync(join(pack, 'go.sum'), 'utf8'),
};
const MODULE = 'example.com/subset';

/** Packages that a service may import itself, and so may be drawn. */
const importable = Object.entries(table.packages)
  .filter(
    ([path, { tests }]) => tests && !/(^|\/)(internal|vendor)(\/|$)/.test(path),
  )
  .map(([path]) => path);

function go(directory: string, ...args: string[]): string {
  return execFileSync('go', args, {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, GOWORK: 'off', GOFLAGS: '-mod=mod' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function inDirectory<T>(work: (directory: string) => T): T {
  const directory = mkdtempSync(join(tmpdir(), 'gomod-'));
  try {
    return work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function source(imports: readonly string[]): string {
  return `package subset\n\nimport (\n${imports
    .map(path => `\t_ "${path}"\n`)
    .join('')})\n`;
}

/** What the real `go mod tidy` leaves of the pack's own go.mod file. */
function tidied(imports: readonly string[], tests: readonly string[]) {
  return inDirectory(directory => {
    writeFileSync(
      join(directory, 'go.mod'),
      universe.mod.replace(/^module .*$/m, `module ${MODULE}`),
    );
    writeFileSync(join(directory, 'go.sum'), universe.sum);
    writeFileSync(join(directory, 'subset.go'), source(imports));
    if (tests.length > 0) {
      writeFileSync(join(directory, 'subset_test.go'), source(tests));
    }
    go(directory, 'mod', 'tidy');
    return {
      mod: readFileSync(join(directory, 'go.mod'), 'utf8'),
      sum: readFileSync(join(directory, 'go.sum'), 'utf8'),
    };
  });
}

function computed(imports: readonly string[], tests: readonly string[]) {
  const tidy = tidyModules(table, [...imports, ...tests]);
  return { mod: printGoMod(MODULE, table.go, tidy), sum: printGoSum(tidy) };
}

describe('computed go.mod and go.sum', () => {
  it('equal those of go mod tidy for 200 random sets of packages', () => {
    const drawn = fc.sample(
      fc.tuple(
        fc.uniqueArray(fc.constantFrom(...importable), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.uniqueArray(fc.constantFrom(...importable), { maxLength: 2 }),
      ),
      { numRuns: 200, seed: 20261101 },
    );
    for (const [imports, tests] of drawn) {
      expect({ imports, tests, ...computed(imports, tests) }).toEqual({
        imports,
        tests,
        ...tidied(imports, tests),
      });
    }
  }, 600_000);

  it('name the package that the table does not know', () => {
    expect(() => tidyModules(table, ['example.com/unknown'])).toThrow(
      /example\.com\/unknown/,
    );
  });

  it('do not depend on the order of imports', () => {
    const some = importable.slice(0, 12);
    expect(computed([...some].reverse(), [])).toEqual(computed(some, []));
  });
});
