import { readGraph, type ModuleGraph } from './graph';
import { loadPackages, modulePrefixes, type LoadedPackages } from './packages';
import type { ModuleTable } from './table';
import { compareVersions } from './versions';

/** A requirement of the composed go.mod file. */
export interface Requirement {
  readonly path: string;
  readonly version: string;
  /** Imported by the service itself, and not only by what it imports. */
  readonly direct: boolean;
}

/** What go.mod and go.sum hold, in the order of the files. */
export interface TidyModules {
  readonly requirements: readonly Requirement[];
  readonly sums: readonly { readonly module: string; readonly sum: string }[];
}

/**
 * Computes what `go mod tidy` leaves of the pack's own go.mod file when only
 * some of its packages are imported: every module at the version that the pack
 * was tested with.
 *
 * Source: `tidyPrunedRoots` and `keepSums` of cmd/go, by their documented
 * rules: a requirement for each module that provides an imported package, and
 * for each module that only tests of these need where its version would
 * otherwise sink.
 *
 * @param imports - External packages that the service and its tests import
 * @throws Error when the table does not know a package or module
 */
export function tidyModules(
  table: ModuleTable,
  imports: Iterable<string>,
): TidyModules {
  const direct = new Set(imports);
  const packages = loadPackages(table, direct);
  const { roots, graph } = selectRoots(table, packages);
  const directModules = new Set([...direct].map(path => moduleOf(table, path)));
  return {
    requirements: [...roots].sort().map(path => ({
      path,
      version: versionOf(table, path),
      direct: directModules.has(path),
    })),
    sums: keepSums(table, packages, roots, graph),
  };
}

function moduleOf(table: ModuleTable, packagePath: string): string {
  return table.packages[packagePath]!.module;
}

function versionOf(table: ModuleTable, modulePath: string): string {
  return table.modules[modulePath]!;
}

function graphOf(table: ModuleTable, roots: ReadonlySet<string>): ModuleGraph {
  return readGraph(
    table,
    [...roots].map(path => `${path}@${versionOf(table, path)}`),
  );
}

function selectRoots(table: ModuleTable, packages: LoadedPackages) {
  const roots = new Set([...packages.all].map(path => moduleOf(table, path)));
  let graph = graphOf(table, roots);
  // Nearest first: their requirements tend to fill in those further away.
  for (const step of packages.testOnly) {
    const { selected } = graph;
    const sunk = step
      .map(path => moduleOf(table, path))
      .filter(path => {
        const version = selected.get(path);
        return (
          !roots.has(path) &&
          (version === undefined ||
            compareVersions(version, versionOf(table, path)) < 0)
        );
      });
    if (sunk.length > 0) {
      sunk.forEach(path => roots.add(path));
      graph = graphOf(table, roots);
    }
  }
  return { roots, graph };
}

function keepSums(
  table: ModuleTable,
  packages: LoadedPackages,
  roots: ReadonlySet<string>,
  graph: ModuleGraph,
): { module: string; sum: string }[] {
  const files = new Set(graph.read);
  const zips = new Set<string>();
  for (const path of [...packages.all, ...packages.testOnly.flat()]) {
    const provider = moduleOf(table, path);
    files.add(`${provider}@${versionOf(table, provider)}`);
    // A package of a required module is looked for in required modules only.
    const onlyRoots = roots.has(provider);
    for (const prefix of modulePrefixes(path)) {
      const version =
        onlyRoots && !roots.has(prefix)
          ? undefined
          : graph.selected.get(prefix);
      if (version !== undefined) {
        zips.add(`${prefix}@${version}`);
      }
    }
  }
  return [
    ...[...zips].map(module => ({
      module,
      sum: sumOf(table.sums[module], module),
    })),
    ...[...files].map(module => ({
      module: `${module}/go.mod`,
      sum: sumOf(table.graph[module]?.sum, module),
    })),
  ].sort((a, b) => compareSumLines(a.module, b.module));
}

function sumOf(sum: string | undefined, module: string): string {
  if (sum === undefined) {
    throw new Error(
      `The module table has no sum of ${module}; make it again with 'go run ./tools/modtable' in the pack`,
    );
  }
  return sum;
}

/** Orders as go.sum does: path, version, then the module before its go.mod. */
function compareSumLines(a: string, b: string): number {
  const [pathA = '', restA = ''] = a.split('@');
  const [pathB = '', restB = ''] = b.split('@');
  if (pathA !== pathB) {
    return pathA < pathB ? -1 : 1;
  }
  const [versionA = '', fileA = ''] = restA.split('/');
  const [versionB = '', fileB = ''] = restB.split('/');
  return compareVersions(versionA, versionB) || (fileA < fileB ? -1 : 1);
}
