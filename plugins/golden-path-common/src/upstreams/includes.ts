import type {
  IncludeAnswers,
  UpstreamAnswers,
  UpstreamResourceAnswers,
} from '../answers';
import type { Include, Mend, Problem, UpstreamResource } from '../composition';
import { problem, remove, set, type Path } from '../resources/problem';
import { shown } from '../resources/text';

/** The parameter that asks for what is added, and the members that hold it. */
const RESERVED = ['included', 'omitted', 'include'];

/** What an include of the answers is; those with problems are something, too. */
export function includeOf({ field, resource }: IncludeAnswers): Include {
  const [service = '', name = ''] = resource.split('.');
  return {
    name: field.replace(/_id$/, ''),
    column: field,
    service,
    resource: name,
  };
}

/** A caller reads what it needs itself. */
export function unusedIncludes(
  path: Path,
  { resources }: UpstreamAnswers,
): Problem[] {
  return resources.flatMap(({ includes }, index) => {
    if (includes === undefined) return [];
    const at = [...path, 'resources', index, 'includes'];
    return [
      problem(
        at,
        'Only a gateway adds to what it publishes',
        'Remove includes: a client of the other resource reads it.',
        [remove(at)],
      ),
    ];
  });
}

/** What a gateway cannot add to the resources of an upstream. */
export function includeProblems(
  path: Path,
  { resources }: UpstreamAnswers,
  settled: readonly UpstreamResource[],
  all: readonly UpstreamAnswers[],
): Problem[] {
  const published = all.flatMap(({ name, resources: own }) =>
    own.map(resource => `${name}.${resource.name}`),
  );
  return resources.flatMap((asked, index) => {
    const resource = settled.find(({ name }) => name === asked.name);
    const at = [...path, 'resources', index];
    return resource && asked.includes
      ? problemsOf(at, asked, resource, published)
      : [];
  });
}

function problemsOf(
  path: Path,
  { includes = [] }: UpstreamResourceAnswers,
  resource: UpstreamResource,
  published: readonly string[],
): Problem[] {
  const at = [...path, 'includes'];
  return [
    ...clashProblems(at, resource),
    ...includes.flatMap((include, index) => {
      const place = [...at, index];
      const omit = set(
        includes.length > 1 ? place : at,
        undefined,
        `Include nothing by ${include.field}`,
      );
      return [
        ...fieldProblems([...place, 'field'], resource, includes, index),
        ...targetProblems([...place, 'resource'], include, published),
      ].map(found => ({ ...found, mends: [...found.mends, omit] }));
    }),
  ];
}

function clashProblems(
  at: Path,
  { name, fields }: UpstreamResource,
): Problem[] {
  const clash = fields.find(({ column }) => RESERVED.includes(column));
  if (!clash) return [];
  return [
    problem(
      at,
      `${shown(name)} has a field ${shown(
        clash.column,
      )}, which asks for or holds what is added`,
      'Remove includes: clients could not tell the two apart.',
      [remove(at)],
    ),
  ];
}

function fieldProblems(
  at: Path,
  { name, fields }: UpstreamResource,
  includes: readonly IncludeAnswers[],
  index: number,
): Problem[] {
  const { field } = includes[index]!;
  const ids = fields
    .filter(({ type }) => type === 'uuid')
    .map(({ column }) => column);
  const free = ids.filter(id => !includes.some(each => each.field === id));
  if (!ids.includes(field)) {
    return [
      problem(
        at,
        `${shown(name)} has no field ${shown(field)} that holds an id`,
        ids.length > 0
          ? `Name one of ${ids.join(', ')}, each once.`
          : 'Remove it: no field refers to anything.',
        offered(at, free),
      ),
    ];
  }
  const asked = includes.map(each => includeOf(each).name);
  if (asked.indexOf(asked[index]!) === index) return [];
  return [
    problem(
      at,
      `${shown(asked[index]!)} is included twice`,
      'Leave one of them out: clients could not tell the two apart.',
      offered(at, free),
    ),
  ];
}

function targetProblems(
  at: Path,
  { resource }: IncludeAnswers,
  published: readonly string[],
): Problem[] {
  if (published.includes(resource)) return [];
  return [
    problem(
      at,
      `Nothing published is ${shown(resource)}`,
      'Name a service and one of its resources above, such as sellers.seller.',
      offered(at, published),
    ),
  ];
}

function offered(at: Path, values: readonly string[]): Mend[] {
  return [...new Set(values)]
    .slice(0, 5)
    .map(each => set(at, each, `Use '${each}'`));
}
