import type { Problem, Resource } from '../composition';
import { identifiersOf, placedNamesOf } from './identifiers';
import { problem, remove, set, type Path } from './problem';
import { shown } from './text';

/** A resource with its place in the answers. */
export interface PlacedResource {
  readonly path: Path;
  readonly resource: Resource;
}

type Clash = (
  entry: PlacedResource,
  earlier: readonly PlacedResource[],
) => Problem[];

const RENAME = 'Give one of the two another name or another plural.';

/** Names that differ by nothing but hyphens, or a plural that is a name. */
const spellingClash: Clash = ({ path, resource }, earlier) =>
  earlier.flatMap(({ resource: other }) =>
    spellings(resource).flatMap(mine =>
      spellings(other)
        .filter(theirs => theirs.flat === mine.flat)
        .map(theirs =>
          problem(
            [...path, mine.kind],
            `The ${mine.kind} of ${shown(resource.name)} is spelt as the ${
              theirs.kind
            } of ${shown(other.name)}`,
            RENAME,
          ),
        ),
    ),
  );

function spellings({ names }: Resource) {
  return [
    { kind: 'name', flat: names.singular.flat },
    { kind: 'plural', flat: names.plural.flat },
  ];
}

/** `order` with `order-list`: both want `OrderList` in the contract. */
const identifierClash: Clash = ({ path, resource }, earlier) =>
  earlier.flatMap(({ resource: other }) => {
    const theirs = placedNamesOf(other.names);
    return identifiersOf(resource.names)
      .filter(({ placed }) => theirs.has(placed))
      .map(({ name, place }) =>
        problem(
          [...path, 'name'],
          `${shown(resource.name)} and ${shown(
            other.name,
          )} both make the name ${name} in ${place}`,
          RENAME,
        ),
      );
  });

/** Indexes of all tables share one space of names in PostgreSQL. */
const tableClash: Clash = ({ path, resource }, earlier) =>
  earlier.flatMap(({ resource: other }) => {
    const theirs = columnsWithTable(other);
    return resource.fields.flatMap((field, index) =>
      theirs.has(`${resource.names.plural.snake}_${field.column}`)
        ? [
            problem(
              [...path, 'fields', index, 'name'],
              `An index on ${shown(
                field.name,
              )} would have the name of one of ${shown(other.name)}`,
              'Give the field, or one of the resources, another name.',
            ),
          ]
        : [],
    );
  });

const columns = new WeakMap<Resource, ReadonlySet<string>>();

function columnsWithTable(resource: Resource): ReadonlySet<string> {
  const known = columns.get(resource);
  if (known) return known;
  const { fields, names } = resource;
  const made = new Set(
    fields.map(field => `${names.plural.snake}_${field.column}`),
  );
  columns.set(resource, made);
  return made;
}

/** Resources that cannot be told apart in Go, in SQL or in a path. */
export function resourceClashes(placed: readonly PlacedResource[]): Problem[] {
  return placed.flatMap((entry, index) => {
    const earlier = placed.slice(0, index);
    const [first] = [spellingClash, identifierClash, tableClash].flatMap(
      clash => clash(entry, earlier),
    );
    return first ? [first] : [];
  });
}

/** Fields of one resource that cannot be told apart in Go, JSON or SQL. */
export function fieldClashes({ path, resource }: PlacedResource): Problem[] {
  const taken = new Map<string, string>();
  return resource.fields.flatMap((field, index) => {
    const ways = [field.names.singular.flat, field.column.replace(/_/g, '')];
    const twin = ways
      .map(spelling => taken.get(spelling))
      .find(name => name !== undefined);
    ways.forEach(spelling => {
      if (!taken.has(spelling)) {
        taken.set(spelling, field.name);
      }
    });
    return twin === undefined
      ? []
      : [
          problem(
            [...path, 'fields', index, 'name'],
            `The fields ${shown(twin)} and ${shown(
              field.name,
            )} are spelt alike in Go or in SQL`,
            'Give one of the two another name, or remove it.',
            [
              set(
                [...path, 'fields', index, 'name'],
                `${field.name}_2`,
                `Use '${field.name}_2'`,
              ),
            ],
          ),
        ];
  });
}

/**
 * Rings of required references: no row of any of them could be the first.
 * One problem a ring, at the reference that closes it.
 */
export function requiredRings(placed: readonly PlacedResource[]): Problem[] {
  const done = new Set<string>();
  const trail: string[] = [];
  const problems: Problem[] = [];
  const byName = new Map(placed.map(entry => [entry.resource.name, entry]));

  const visit = (entry: PlacedResource): void => {
    trail.push(entry.resource.name);
    entry.resource.fields.forEach((field, index) => {
      const target = field.required ? field.reference?.resource : undefined;
      const next = target === undefined ? undefined : byName.get(target);
      if (target === undefined || next === undefined || done.has(target)) {
        return;
      }
      if (trail.includes(target)) {
        const ring = [...trail.slice(trail.indexOf(target)), target];
        const at = [...entry.path, 'fields', index, 'required'];
        problems.push(
          problem(
            at,
            `No first row can be made: ${ring.join(' needs ')}`,
            'Make one reference of the ring optional.',
            [remove(at)].map(mend => ({
              ...mend,
              label: `Make '${field.name}' optional`,
            })),
          ),
        );
        return;
      }
      visit(next);
    });
    trail.pop();
    done.add(entry.resource.name);
  };

  placed.forEach(entry => {
    if (!done.has(entry.resource.name)) {
      visit(entry);
    }
  });
  return problems;
}
