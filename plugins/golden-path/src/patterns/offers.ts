import { findPattern } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Catalogue,
  GoldenPath,
  Option,
  OptionGroup,
  PatternGroup,
  PatternManifest,
} from '@golden-path/backstage-plugin-golden-path-common';

/** A pattern as a card shows it. */
export interface Offer {
  readonly pattern: PatternManifest;
  readonly option: Option;
}

/** A group of the golden path with its cards. */
export interface OfferGroup {
  readonly group: PatternGroup;
  /** Patterns that can be chosen. */
  readonly offers: readonly Offer[];
  /** Patterns that are always there. */
  readonly fixed: readonly PatternManifest[];
  readonly chosen: readonly string[];
}

/** Joins the state of each option with what the catalogue says of its pattern. */
export function offerGroups(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
  groups: readonly OptionGroup[],
): OfferGroup[] {
  return groups.flatMap(({ id, options }) => {
    const group = goldenPath.groups.find(each => each.id === id);
    if (!group) return [];
    const all = options.flatMap((option): Offer[] => {
      const pattern = findPattern(catalogue, option.pattern);
      return pattern
        ? [{ pattern, option: withPlainReason(catalogue, pattern, option) }]
        : [];
    });
    const inState = (state: Option['state']) =>
      all.filter(({ option }) => option.state === state);
    return [
      {
        group,
        offers: all.filter(({ option }) => option.state !== 'fixed'),
        fixed: inState('fixed').map(({ pattern }) => pattern),
        chosen: inState('chosen').map(({ pattern }) => pattern.id),
      },
    ];
  });
}

/** The option with its reason as a card has it: titles for ids. */
function withPlainReason(
  catalogue: Catalogue,
  { id, title }: PatternManifest,
  option: Option,
): Option {
  const { blockedBy } = option;
  if (!blockedBy) return option;
  const titleOf = (name: string) => findPattern(catalogue, name)?.title ?? name;
  const reason = blockedBy.reason
    .replace(`'${id}' needs `, 'Needs ')
    .replace(`'${id}'`, title)
    .replace(/(?:\bpattern )?'([^']+)'/g, (whole, name) =>
      findPattern(catalogue, name) ? titleOf(name) : whole,
    );
  return { ...option, blockedBy: { ...blockedBy, reason } };
}

/** Patterns whose choice is not the golden path's default. */
export function differences(
  goldenPath: GoldenPath,
  groups: readonly OfferGroup[],
): ReadonlySet<string> {
  const different = groups.flatMap(({ group, offers, chosen }) => {
    const defaults = goldenPath.defaults[group.id] ?? [];
    return offers
      .map(({ pattern }) => pattern.id)
      .filter(id => chosen.includes(id) !== defaults.includes(id))
      .filter(id => group.choose !== 'one' || chosen.includes(id));
  });
  return new Set(different);
}

/** Whether a pattern answers what somebody looks for. */
export function isAbout(pattern: PatternManifest, query: string): boolean {
  const { id, title, problem, summary } = pattern;
  const text = `${id} ${title} ${problem} ${summary}`.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word));
}
