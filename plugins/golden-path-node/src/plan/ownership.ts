import type { FileOrigin } from '@golden-path/backstage-plugin-golden-path-common';
import { pathFault } from './pathFault';

/** What a path says about where its file stands. */
interface Standing {
  readonly fault: string | undefined;
  /** Some file systems take Order.go and order.go for one file. */
  readonly key: string;
  /** Keys of the folders around it. */
  readonly folders: readonly string[];
}

/** Most files of a composition are those of the one before. */
const standings = new WeakMap<FileOrigin, Standing>();

function standingOf(file: FileOrigin): Standing {
  const known = standings.get(file);
  if (known) return known;
  const key = file.path.toLowerCase();
  const parts = key.split('/');
  const made = {
    fault: pathFault(file.path),
    key,
    folders: parts
      .slice(1)
      .map((_, index) => parts.slice(0, index + 1).join('/')),
  };
  standings.set(file, made);
  return made;
}

/**
 * The plans ordered by path. Throws when two claim one path, when a path is
 * no place inside the repository, or when a file stands where a folder is.
 */
export function orderByPath<T extends FileOrigin>(plans: readonly T[]): T[] {
  const owners = new Map<string, FileOrigin>();
  for (const plan of plans) {
    const { fault, key } = standingOf(plan);
    if (fault) {
      throw new Error(
        `'${plan.pattern}' wants to write ${JSON.stringify(
          plan.path,
        )}, ${fault}`,
      );
    }
    const other = owners.get(key);
    if (other) throw new Error(twoOwners(other, plan));
    owners.set(key, plan);
  }
  for (const plan of plans) {
    for (const folder of standingOf(plan).folders) {
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
