import { SemVer } from 'semver';

const parsed = new Map<string, SemVer>();

function parse(version: string): SemVer {
  const known = parsed.get(version);
  if (known) {
    return known;
  }
  const made = new SemVer(version);
  parsed.set(version, made);
  return made;
}

/** Orders two Go module versions; build metadata does not count. */
export function compareVersions(a: string, b: string): number {
  return a === b ? 0 : parse(a).compare(parse(b));
}
