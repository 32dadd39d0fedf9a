import type { Names } from '../composition';

/**
 * The names that composed code gives to what belongs to a resource, by the
 * place they share with those of other resources.
 */
const PATTERNS: Readonly<Record<string, (names: Names) => readonly string[]>> =
  {
    'package postgres': ({ singular: { camel, pascal } }) => [
      `${camel}Table`,
      `${camel}Columns`,
      `${camel}Constraints`,
      `${camel}Args`,
      `insert${pascal}`,
      `update${pascal}`,
      `scan${pascal}`,
      `filter${pascal}`,
      `${pascal}Repository`,
      `New${pascal}Repository`,
    ],
    'package httpapi': ({ singular: { camel, pascal } }) => [
      `${camel}ListPath`,
      `${camel}ItemPath`,
      `${camel}Body`,
      `${pascal}Routes`,
      `new${pascal}Body`,
      ...[
        'List',
        'Creation',
        'ID',
        'Change',
        'Removal',
        'Body',
        'Input',
        'Filter',
      ].map(what => `read${pascal}${what}`),
      `write${pascal}`,
      `write${pascal}Creation`,
      `write${pascal}List`,
      `${pascal}BatchRoutes`,
      `read${pascal}Batch`,
      `write${pascal}Batch`,
    ],
    'package batches': ({ singular: { pascal } }) => [`New${pascal}Store`],
    'package grpcapi': ({ singular: { camel, pascal } }) => [
      `${camel}Enums`,
      `${camel}Server`,
      `${camel}Client`,
      `${camel}Message`,
      `${camel}FilterMessages`,
      `new${pascal}`,
      `write${pascal}`,
      `read${pascal}Input`,
      `read${pascal}Filter`,
      `${pascal}Registration`,
    ],
    'package events': ({ singular: { pascal } }) =>
      ['Topic', 'Created', 'Updated', 'Deleted', 'Event'].map(
        what => `${pascal}${what}`,
      ),
    'package fixture': ({ plural, singular: { pascal } }) => [
      ...[
        'Input',
        'Referring',
        'Stored',
        'Twins',
        'JSON',
        'Filters',
        'Broken',
      ].map(what => `${pascal}${what}`),
      `${plural.pascal}Alike`,
    ],
    'the wiring': ({ singular: { pascal } }) => [
      `${pascal}Repository`,
      `${pascal}Service`,
      `${pascal}Batches`,
    ],
    'the contract': ({ singular: { pascal } }) => [
      pascal,
      `${pascal}Input`,
      `${pascal}List`,
      `${pascal}Included`,
      `${pascal}Batch`,
      `${pascal}V2`,
      `${pascal}V2Input`,
      `${pascal}V2List`,
      `${pascal}V2Batch`,
    ],
    operations: ({ plural, singular: { pascal } }) => [
      `list${plural.pascal}`,
      ...['create', 'get', 'replace', 'delete'].map(verb => `${verb}${pascal}`),
      `create${pascal}Batch`,
      `list${plural.pascal}V2`,
      ...['create', 'get', 'replace', 'delete'].map(
        verb => `${verb}${pascal}V2`,
      ),
      `create${pascal}V2Batch`,
    ],
    'files of Go': ({ singular: { flat } }) =>
      [
        '',
        '_test',
        '_rows',
        '_dto',
        '_batch',
        '_batch_test',
        '_proto',
        '_proto_test',
      ].map(ending => `${flat}${ending}`),
  };

/** A name that composed code gives to something of a resource. */
export interface Identifier {
  readonly name: string;
  readonly place: string;
  /** Both in one text. */
  readonly placed: string;
}

const known = new WeakMap<Names, readonly Identifier[]>();

/** Every name that two resources could both claim. */
export function identifiersOf(names: Names): readonly Identifier[] {
  const identifiers = known.get(names) ?? identifiersIn(names);
  known.set(names, identifiers);
  return identifiers;
}

function identifiersIn(names: Names): Identifier[] {
  return Object.entries(PATTERNS).flatMap(([place, namesIn]) =>
    namesIn(names).map(name => ({ name, place, placed: `${place} ${name}` })),
  );
}

const placedNames = new WeakMap<Names, ReadonlySet<string>>();

/** The names that {@link identifiersOf} gives, each with its place in one text. */
export function placedNamesOf(names: Names): ReadonlySet<string> {
  const placed =
    placedNames.get(names) ??
    new Set(identifiersOf(names).map(({ placed: text }) => text));
  placedNames.set(names, placed);
  return placed;
}
