import type { Mend, Problem } from '../composition';

/** A place in the answers. */
export type Path = readonly (string | number)[];

/** A problem with what is wrong, what to do, and the buttons that do it. */
export function problem(
  path: Path,
  message: string,
  advice: string,
  mends: readonly Mend[] = [],
): Problem {
  return { path, message, advice, mends };
}

/** The mend that writes a value; undefined takes the property away. */
export function set(path: Path, value: unknown, label: string): Mend {
  return { kind: 'set', label, path, value };
}

/** The mend that writes a name that is near; none when nothing is near. */
export function rename(path: Path, name: string | undefined): Mend[] {
  return name === undefined ? [] : [set(path, name, `Use '${name}'`)];
}

/** The mend that takes a property away. */
export function remove(path: Path): Mend {
  return set(path, undefined, `Remove ${String(path.at(-1))}`);
}
