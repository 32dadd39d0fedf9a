import type { Config } from '@backstage/config';
import { Minimatch } from 'minimatch';

/** What a rule can see of an entity. */
export interface RuledEntity {
  readonly kind: string;
  readonly spec?: { readonly type?: unknown };
}

interface Rule {
  allow: { kind: string; type?: string }[];
  locations?: { type: string; exact?: string; pattern?: string }[];
}

/** The catalog's own default, when `catalog.rules` is not set. */
const DEFAULT_RULES: Rule[] = [
  {
    allow: [{ kind: 'Component' }, { kind: 'API' }, { kind: 'Location' }],
  },
];

/**
 * Kinds that the portal's catalog would refuse from a location at this URL.
 * Reads `catalog.rules` as the catalog does, since a refused entity only shows
 * as a line in the catalog's log.
 */
export function refusedKinds(
  config: Config,
  entities: readonly RuledEntity[],
  url: string,
): string[] {
  const rules = readRules(config).filter(rule => appliesTo(rule, url));
  const refused = entities.filter(
    entity => !rules.some(rule => allows(rule, entity)),
  );
  return [...new Set(refused.map(({ kind }) => kind))].sort();
}

function readRules(config: Config): Rule[] {
  const rules = config.getOptionalConfigArray('catalog.rules');
  return rules?.map(readRule) ?? DEFAULT_RULES;
}

function readRule(rule: Config): Rule {
  const allow =
    rule.get<(string | { kind: string; 'spec.type'?: string })[]>('allow');
  return {
    allow: allow.map(entry =>
      typeof entry === 'string'
        ? { kind: entry }
        : { kind: entry.kind, type: entry['spec.type'] },
    ),
    locations: rule.getOptionalConfigArray('locations')?.map(location => ({
      type: location.getString('type'),
      exact: location.getOptionalString('exact'),
      pattern: location.getOptionalString('pattern'),
    })),
  };
}

function appliesTo(rule: Rule, url: string): boolean {
  return (
    !rule.locations ||
    rule.locations.some(
      ({ type, exact, pattern }) =>
        type === 'url' &&
        (!exact || exact === url) &&
        (!pattern ||
          new Minimatch(pattern, { nocase: true, dot: true }).match(url)),
    )
  );
}

function allows(rule: Rule, { kind, spec }: RuledEntity): boolean {
  return rule.allow.some(
    entry =>
      entry.kind.toLocaleLowerCase('en-US') ===
        kind.toLocaleLowerCase('en-US') &&
      (entry.type === undefined ||
        (typeof spec?.type === 'string' &&
          entry.type.toLocaleLowerCase('en-US') ===
            spec.type.toLocaleLowerCase('en-US'))),
  );
}
