import { findPattern } from '../catalogue';
import type { Catalogue, Composition } from '../composition';
import { NAME_STYLES } from '../facts';
import { upstreamContributions } from '../upstreams/upstreamContributions';
import { mergeFragments } from './merge';
import type { Contribution, ContributionKind } from './schema';

/** The fragments of one kind, joined, and the patterns that brought them. @public */
export interface Merged<K extends ContributionKind> {
  readonly value: Partial<Contribution<K>>;
  readonly patterns: readonly string[];
}

const PLACEHOLDER = /\$\{service\.([a-z]+)\}/g;

/**
 * Joins what the chosen patterns put into one kind of shared file, in the
 * order of the composition's patterns, with the service's name filled in.
 * Throws a `ContributionConflict` when two patterns disagree.
 * @public
 */
export function contributionsOf<K extends ContributionKind>(
  catalogue: Catalogue,
  composition: Composition,
  kind: K,
): Merged<K> {
  const fragments = composition.patterns.flatMap(({ id }) => {
    const value = findPattern(catalogue, id)?.contributes[kind];
    return value === undefined ? [] : [{ pattern: id, value }];
  });
  const called = upstreamContributions(composition)[kind];
  if (called) fragments.push({ pattern: 'upstreams', value: called });
  const merged = mergeFragments(kind, fragments) ?? {};
  return {
    value: fill(merged, composition) as Partial<Contribution<K>>,
    patterns: fragments.map(({ pattern }) => pattern),
  };
}

function fill(value: unknown, composition: Composition): unknown {
  if (typeof value === 'string') return fillText(value, composition);
  if (Array.isArray(value)) return value.map(item => fill(item, composition));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      fillText(key, composition),
      fill(inner, composition),
    ]),
  );
}

function fillText(text: string, { service }: Composition): string {
  return text.replace(PLACEHOLDER, (whole, style: string) => {
    const known = NAME_STYLES.find(name => name === style);
    return known ? service.names.singular[known] : whole;
  });
}
