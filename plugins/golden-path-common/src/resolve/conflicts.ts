import type { Catalogue } from '../composition';
import type { PortFact } from '../facts';
import type { ConfigKey, PatternManifest } from '../pattern';
import { recentOf } from '../recent';
import { findPort, wirePorts } from './ports';
import type { Wiring } from './ports';

/** A reason why patterns cannot be together. */
export interface Conflict {
  readonly message: string;
  readonly advice: string;
  /** Patterns at fault: dropping one of them may mend it. */
  readonly culprits: readonly string[];
  /** Patterns of which one more may mend it. */
  readonly wanted: readonly string[];
}

/** Sets of patterns that people are choosing between. */
const KEPT = 2000;

const known = recentOf<Catalogue, readonly Conflict[]>(KEPT);

/**
 * Everything that forbids these patterns of the catalogue together, in a
 * stable order; each set of patterns is looked at once.
 */
export function findConflicts(
  catalogue: Catalogue,
  patterns: readonly PatternManifest[],
): readonly Conflict[] {
  const key = patterns.map(({ id }) => id).join(' ');
  return known(catalogue, key, () => conflictsAmong(catalogue, patterns));
}

function conflictsAmong(
  catalogue: Catalogue,
  patterns: readonly PatternManifest[],
): Conflict[] {
  const wiring = wirePorts(catalogue, patterns);
  return [
    ...patterns.flatMap(pattern => missingPatterns(pattern, patterns)),
    ...patterns.flatMap(pattern => exclusions(pattern, patterns)),
    ...catalogue.ports.flatMap(port => crowdedPort(port, wiring)),
    ...catalogue.ports.flatMap(port => emptyPort(port, catalogue, wiring)),
    ...decoratorConflicts(catalogue, patterns, wiring),
    ...configConflicts(patterns),
  ];
}

function missingPatterns(
  pattern: PatternManifest,
  patterns: readonly PatternManifest[],
): Conflict[] {
  return pattern.requires.patterns
    .filter(needed => !patterns.some(({ id }) => id === needed))
    .map(needed => ({
      message: `'${pattern.id}' needs pattern '${needed}'`,
      advice: `Add '${needed}' or drop '${pattern.id}'.`,
      culprits: [pattern.id],
      wanted: [needed],
    }));
}

function exclusions(
  pattern: PatternManifest,
  patterns: readonly PatternManifest[],
): Conflict[] {
  return pattern.excludes
    .filter(({ id }) => patterns.some(other => other.id === id))
    .map(({ id, reason, mend }) => ({
      message: `'${pattern.id}' and '${id}' exclude each other: ${reason}`,
      advice: mend,
      culprits: [pattern.id, id],
      wanted: [],
    }));
}

function crowdedPort(
  { name, title, cardinality }: PortFact,
  { providers }: Wiring,
): Conflict[] {
  const names = providers.get(name) ?? [];
  if (cardinality === '*' || names.length < 2) return [];
  return [
    {
      message: `${quoted(names)} each give ${title}, and only one can`,
      advice: `Keep one of ${names.join(', ')}.`,
      culprits: names,
      wanted: [],
    },
  ];
}

/** A port that a pattern requires is provided by at least one, unless it is optional. */
function emptyPort(
  { name, title, cardinality }: PortFact,
  catalogue: Catalogue,
  { providers, readers }: Wiring,
): Conflict[] {
  if (cardinality === '?' || providers.has(name)) return [];
  const wanted = catalogue.patterns
    .filter(({ provides }) => provides.ports.includes(name))
    .map(({ id }) => id);
  return (readers.get(name) ?? []).map(reader => ({
    message: `'${reader}' needs ${title}`,
    advice: wanted.length
      ? `Add ${quoted(wanted, 'or')}, or drop '${reader}'.`
      : `Drop '${reader}': no pattern of this catalogue gives ${title}.`,
    culprits: [reader],
    wanted,
  }));
}

function decoratorConflicts(
  catalogue: Catalogue,
  patterns: readonly PatternManifest[],
  { providers }: Wiring,
): Conflict[] {
  const conflicts: Conflict[] = [];
  const taken = new Map<string, string>();
  const decorations = patterns.flatMap(pattern =>
    pattern.decorates.map(decoration => ({
      id: pattern.id,
      // Its regions say themselves that they do without the port.
      optional: pattern.regions.some(({ when }) =>
        when.includes(decoration.port),
      ),
      ...decoration,
    })),
  );
  for (const { id, port, rank, optional } of decorations) {
    const title = findPort(catalogue, port)?.title ?? port;
    if (!providers.has(port)) {
      if (optional) continue;
      conflicts.push({
        message: `'${id}' wraps ${title}, which nothing chosen gives`,
        advice: `Add a pattern that gives ${title}, or drop '${id}'.`,
        culprits: [id],
        wanted: [],
      });
    }
    const other = taken.get(`${port} ${rank}`);
    if (other) {
      conflicts.push({
        message: `'${other}' and '${id}' both wrap ${title} at rank ${rank}`,
        advice: `Drop '${other}' or '${id}'.`,
        culprits: [other, id],
        wanted: [],
      });
    }
    taken.set(`${port} ${rank}`, id);
  }
  return conflicts;
}

function configConflicts(patterns: readonly PatternManifest[]): Conflict[] {
  const conflicts: Conflict[] = [];
  const owners = new Map<string, { owner: string; spec: string }>();
  for (const { id, config } of patterns) {
    for (const setting of config) {
      const spec = specOf(setting);
      const taken = owners.get(setting.key);
      if (taken && taken.spec !== spec) {
        conflicts.push({
          message: `'${taken.owner}' and '${id}' declare setting ${setting.key} differently`,
          advice: `Drop '${taken.owner}' or '${id}'.`,
          culprits: [taken.owner, id],
          wanted: [],
        });
      }
      if (!taken) owners.set(setting.key, { owner: id, spec });
    }
  }
  return conflicts;
}

const specs = new WeakMap<ConfigKey, string>();

/** A setting as text, whatever the order of its keys. */
function specOf(setting: ConfigKey): string {
  const spec =
    specs.get(setting) ?? JSON.stringify(Object.entries(setting).sort());
  specs.set(setting, spec);
  return spec;
}

function quoted(names: readonly string[], word = 'and'): string {
  const all = names.map(name => `'${name}'`);
  const last = all.pop() ?? '';
  return all.length ? `${all.join(', ')} ${word} ${last}` : last;
}
