import type { Field, Problem } from '../composition';
import type { PlacedResource } from './clashes';
import { problem, remove, set, type Path } from './problem';
import { shown } from './text';
import { versionOf } from './versions';

interface Placed {
  readonly path: Path;
  readonly field: Field;
}

/**
 * What is wrong with fields that come to a table which has rows already: each is
 * behind those of earlier versions, and old rows have a value for it.
 */
export function versionProblems(
  { path, resource }: PlacedResource,
  all: readonly PlacedResource[],
): Problem[] {
  const first = versionOf(resource);
  const versions = new Map(
    all.map(entry => [entry.resource.name, versionOf(entry.resource)]),
  );
  let newest = first;
  return resource.fields.flatMap((field, index) => {
    const placed = { path: [...path, 'fields', index], field };
    const version = Math.max(first, versionOf(field));
    const earlier = newest;
    newest = Math.max(newest, version);
    if (field.since !== undefined && field.since <= first) {
      return [withItsResource(placed, first)];
    }
    const target = versions.get(field.reference?.resource ?? '') ?? 1;
    return [
      ...(version < earlier ? [outOfOrder(placed, earlier)] : []),
      ...(version > first && leavesRowsEmpty(field)
        ? [withoutValue(placed, version)]
        : []),
      ...(version < target ? [beforeItsTarget(placed, target)] : []),
    ];
  });
}

/** Lists begin empty, which a required one must not be. */
function leavesRowsEmpty({ required, default: value }: Field): boolean {
  return required && value === undefined;
}

function withItsResource({ path }: Placed, version: number): Problem {
  return problem(
    [...path, 'since'],
    `The resource itself came in version ${version}`,
    'Leave since out: the field came with its resource.',
    [remove([...path, 'since'])],
  );
}

function outOfOrder({ path, field }: Placed, newest: number): Problem {
  return problem(
    [...path, 'since'],
    `${shown(field.name)} stands behind a field of version ${newest}`,
    `Move it before the fields that came later, or say since ${newest}: columns are added at the end.`,
    [set([...path, 'since'], newest, `Came in version ${newest}`)],
  );
}

function withoutValue({ path, field }: Placed, version: number): Problem {
  return problem(
    [...path, 'required'],
    `Rows from before version ${version} have no value for ${shown(
      field.name,
    )}`,
    field.type === 'reference' || field.type === 'list' || field.unique
      ? 'Make the field optional.'
      : 'Make the field optional, or give it a default.',
    [
      {
        ...remove([...path, 'required']),
        label: `Make '${field.name}' optional`,
      },
    ],
  );
}

function beforeItsTarget({ path, field }: Placed, version: number): Problem {
  const target = field.reference?.resource;
  return problem(
    [...path, 'since'],
    `${shown(field.name)} refers to ${shown(
      target,
    )}, which came in version ${version}`,
    `Say since ${version}, or leave since out of ${shown(target)}.`,
    [set([...path, 'since'], version, `Came in version ${version}`)],
  );
}
