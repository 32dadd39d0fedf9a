import { remembered } from '@golden-path/backstage-plugin-golden-path-common';
import type { FileOrigin } from '@golden-path/backstage-plugin-golden-path-common';
import { pathFault } from './pathFault';

/** Paths of some thirty services. */
const KEPT = 10_000;

const foldersOf = remembered(KEPT, (path): readonly string[] => {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
});

/**
 * The plans ordered by path. Throws when two claim one path, when a path is
 * no place inside the repository, or when a file stands where a folder is.
 */
export function orderByPath<T extends FileOrigin>(plans: readonly T[]): T[] {
  const owners = new Map<string, FileOrigin>();
  for (const plan of plans) {
    const fault = pathFault(plan.path);
    if (fault) {
      throw new Error(
        `'${plan.pattern}' wants to write ${JSON.stringify(
          plan.path,
        )}, ${fault}`,
      );
    }
    // Some file systems take Order.go and order.go for one file.
    const key = plan.path.toLowerCase();
    const other = owners.get(key);
    if (other) throw new Error(twoOwners(other, plan));
    owners.set(key, plan);
  }
  for (const plan of plans) {
    for (const folder of foldersOf(plan.path.toLowerCase())) {
      const other = owners.get(folder);
      if (other) throw new Error(twoOwners(other, plan));
    }
  }
  return [...plans].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function twoOwners(one: FileOrigin, other: FileOrigin): string {
  const [first, second] = [one, other].sort((a, b) =>
    `${a.path} ${a.pattern}` < `${b.path} ${b.pattern}` ? -1 : 1,
  ) as [FileOrigin, FileOrigin];
  const same = first.path === second.path;
  return `'${first.pattern}' and '${second.pattern}' both write ${first.path}${
    same ? '' : ` (as ${second.path})`
  }; one of them has to leave it to the other`;
}
