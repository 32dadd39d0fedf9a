/** A fragment and the pattern that brings it. @public */
export interface Fragment {
  readonly pattern: string;
  readonly value: unknown;
}

/** Two patterns set one key of a shared file to different values. @public */
export class ContributionConflict extends Error {
  constructor(
    readonly key: string,
    readonly patterns: readonly [string, string],
  ) {
    super(
      `patterns '${patterns[0]}' and '${patterns[1]}' both set ${key}; leave it to one of them, or exclude one by the other`,
    );
    this.name = 'ContributionConflict';
  }
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Joins fragments: objects key by key, lists one after the other without
 * repeating an element. A key that two patterns set differently is a
 * {@link ContributionConflict}. Keys keep the order of the fragments.
 * @public
 */
export function mergeFragments(
  key: string,
  fragments: readonly Fragment[],
): unknown {
  const [first, ...others] = fragments;
  if (!first || others.length === 0) return first?.value;
  const values = fragments.map(({ value }) => value);
  if (values.every(Array.isArray)) return uniqueElements(values.flat());
  if (values.every(isObject)) return mergeObjects(key, fragments);
  const rival = others.find(({ value }) => value !== first.value);
  if (rival)
    throw new ContributionConflict(key, [first.pattern, rival.pattern]);
  return first.value;
}

function mergeObjects(key: string, fragments: readonly Fragment[]): Json {
  const byKey = new Map<string, Fragment[]>();
  for (const { pattern, value } of fragments) {
    for (const [name, inner] of Object.entries(value as Json)) {
      byKey.set(name, [...(byKey.get(name) ?? []), { pattern, value: inner }]);
    }
  }
  return Object.fromEntries(
    [...byKey].map(([name, inner]) => [
      name,
      mergeFragments(`${key}.${name}`, inner),
    ]),
  );
}

function uniqueElements(elements: readonly unknown[]): unknown[] {
  const seen = new Set<string>();
  return elements.filter(element => {
    const text = JSON.stringify(element);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
