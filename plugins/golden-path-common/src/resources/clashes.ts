import type { Problem, Resource } from '../composition';
import { problem, remove, set, type Path } from './problem';
import { shown } from './text';

/** A resource with its place in the answers. */
export interface PlacedResource {
  readonly path: Path;
  readonly resource: Resource;
}

/** Endings that composed code puts after a resource's name. */
const ENDINGS = [
  'test',
  'input',
  'list',
  'page',
  'repository',
  'service',
  'row',
  'rows',
  'dto',
  'handler',
  'response',
  'request',
  'body',
  'fields',
  'update',
  'patch',
  'columns',
];

/** Names of resources that cannot be told apart in Go, in SQL or in a path. */
export function resourceClashes(placed: readonly PlacedResource[]): Problem[] {
  const taken = new Map<string, { owner: number; how: string }>();
  return placed.flatMap(({ path, resource }, index) => {
    const { singular, plural } = resource.names;
    const spellings = [
      { flat: singular.flat, at: 'name', how: 'name' },
      { flat: plural.flat, at: 'plural', how: 'plural' },
    ];
    const clash = spellings.find(({ flat }) => {
      const twin = taken.get(flat);
      return twin !== undefined && twin.owner !== index;
    });
    const twin = clash && taken.get(clash.flat);
    for (const { flat, how } of spellings) {
      if (!taken.has(flat)) {
        taken.set(flat, { owner: index, how });
      }
      for (const ending of how === 'name' ? ENDINGS : []) {
        const longer = `${flat}${ending}`;
        if (!taken.has(longer)) {
          taken.set(longer, { owner: index, how: `code for '${ending}'` });
        }
      }
    }
    const other = twin && placed[twin.owner]?.resource.name;
    return clash && twin && other !== undefined
      ? [
          problem(
            [...path, clash.at],
            `The ${clash.how} of ${shown(resource.name)} is spelt as the ${
              twin.how
            } of ${shown(other)}`,
            'Give one of the two another name or another plural.',
          ),
        ]
      : [];
  });
}

/** Fields of one resource that cannot be told apart in Go, JSON or SQL. */
export function fieldClashes({ path, resource }: PlacedResource): Problem[] {
  const taken = new Map<string, string>();
  return resource.fields.flatMap((field, index) => {
    const spellings = [
      field.names.singular.flat,
      field.column.replace(/_/g, ''),
    ];
    const twin = spellings
      .map(spelling => taken.get(spelling))
      .find(name => name !== undefined);
    spellings.forEach(spelling => {
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
