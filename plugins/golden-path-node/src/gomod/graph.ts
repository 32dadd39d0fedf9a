import { splitModule, type ModuleTable } from './table';
import { compareVersions } from './versions';

/** The module graph below a set of required modules. */
export interface ModuleGraph {
  /** The version of a module that minimal version selection takes. */
  readonly selected: ReadonlyMap<string, string>;
  /** Modules whose go.mod file was read, as `path@version`. */
  readonly read: ReadonlySet<string>;
}

/**
 * Whether a module with this go line lists all that its packages need: then
 * the go command does not look at the requirements of its requirements.
 *
 * Source: Go Modules Reference, "Module graph pruning".
 */
function prunes(goLine: string | undefined): boolean {
  const [major = 1, minor = 16] = (goLine ?? '1.16').split('.').map(Number);
  return major > 1 || minor >= 17;
}

/**
 * Reads the module graph as the go command does for a main module that
 * supports pruning.
 *
 * @param roots - Required modules, `path@version`
 * @throws Error when the table lacks a go.mod file that the graph needs
 */
export function readGraph(
  table: ModuleTable,
  roots: Iterable<string>,
): ModuleGraph {
  const selected = new Map<string, string>();
  const read = new Set<string>();
  const followed = new Set<string>();
  const queue = [...roots].map(module => ({ module, whole: false }));
  const select = (module: string) => {
    const { path, version } = splitModule(module);
    const known = selected.get(path);
    if (known === undefined || compareVersions(known, version) < 0) {
      selected.set(path, version);
    }
  };
  for (const { module, whole } of queue) {
    const file = table.graph[module];
    if (!file) {
      throw new Error(
        `The module table has no go.mod file of ${module}; make it again with 'go run ./tools/modtable' in the pack`,
      );
    }
    select(module);
    read.add(module);
    const follow = whole || !prunes(file.go);
    for (const requirement of file.require ?? []) {
      select(requirement);
      if (follow && !followed.has(requirement)) {
        followed.add(requirement);
        queue.push({ module: requirement, whole: true });
      }
    }
  }
  return { selected, read };
}
