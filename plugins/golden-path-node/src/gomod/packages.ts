import type { ModuleTable } from './table';

/** External packages that `go mod tidy` loads for a main module. */
export interface LoadedPackages {
  /** Packages that the main module and its tests import, also indirectly. */
  readonly all: ReadonlySet<string>;
  /**
   * Packages that only tests of those need, nearest first: one array a step
   * away from the main module.
   */
  readonly testOnly: readonly (readonly string[])[];
}

function packageOf(table: ModuleTable, path: string) {
  const found = table.packages[path];
  if (!found) {
    throw new Error(
      `The module table does not know the package ${path}; make it again with 'go run ./tools/modtable' in the pack`,
    );
  }
  return found;
}

function testsOf(table: ModuleTable, path: string): readonly string[] {
  const { tests } = packageOf(table, path);
  if (!tests) {
    throw new Error(
      `The module table knows ${path} only as a need of tests; import it in the pack and make the table again with 'go run ./tools/modtable'`,
    );
  }
  return tests;
}

/** Follows imports from the packages that the main module imports itself. */
export function loadPackages(
  table: ModuleTable,
  imports: Iterable<string>,
): LoadedPackages {
  const all = new Set(imports);
  for (const path of all) {
    for (const next of packageOf(table, path).imports ?? []) {
      all.add(next);
    }
  }
  const seen = new Set(all);
  const unseen = (paths: readonly string[]) =>
    paths.filter(path => !seen.has(path) && seen.add(path));
  const testOnly: string[][] = [];
  let step = [...all].flatMap(path => unseen(testsOf(table, path)));
  while (step.length > 0) {
    testOnly.push(step);
    step = step.flatMap(path => unseen(packageOf(table, path).imports ?? []));
  }
  return { all, testOnly };
}

/** The paths under which a module could provide a package, longest first. */
export function modulePrefixes(packagePath: string): string[] {
  const elements = packagePath.split('/');
  return elements.map((_, index) =>
    elements.slice(0, elements.length - index).join('/'),
  );
}
