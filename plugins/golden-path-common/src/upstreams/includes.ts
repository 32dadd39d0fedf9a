import type {
  IncludeAnswers,
  UpstreamAnswers,
  UpstreamResourceAnswers,
} from '../answers';
import type { Include, Problem, UpstreamResource } from '../composition';
import { problem, remove, set, type Path } from '../resources/problem';
import { shown } from '../resources/text';

/** Members of answers to which something was added. */
const ADDED = ['included', 'omitted'];

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
  { name, fields }: UpstreamResource,
  published: readonly string[],
): Problem[] {
  const columns = fields.map(({ column }) => column);
  const ids = fields
    .filter(({ type }) => type === 'uuid')
    .map(({ column }) => column);
  const names = includes.map(include => includeOf(include).name);
  const clash = [...ADDED, 'include'].find(each => columns.includes(each));
  return [
    ...(clash === undefined
      ? []
      : [
          problem(
            [...path, 'includes'],
            `${shown(name)} has a field ${shown(
              clash,
            )}, which asks for or holds what is added`,
            'Remove includes: clients could not tell the two apart.',
            [remove([...path, 'includes'])],
          ),
        ]),
    ...includes.flatMap(({ field, resource }, index) => {
      const at = [...path, 'includes', index];
      const others = ids.filter(each => !includes.some(i => i.field === each));
      return [
        ...(ids.includes(field) && names.indexOf(names[index]!) === index
          ? []
          : [
              problem(
                [...at, 'field'],
                ids.includes(field)
                  ? `${shown(names[index]!)} is included twice`
                  : `${shown(name)} has no field ${shown(
                      field,
                    )} that holds an id`,
                ids.length > 0
                  ? `Name one of ${ids.join(', ')}, each once.`
                  : 'Remove it: no field refers to anything.',
                others
                  .slice(0, 5)
                  .map(each => set([...at, 'field'], each, `Use '${each}'`)),
              ),
            ]),
        ...(published.includes(resource)
          ? []
          : [
              problem(
                [...at, 'resource'],
                `Nothing published is ${shown(resource)}`,
                'Name a service and one of its resources above, such as sellers.seller.',
                published
                  .slice(0, 5)
                  .map(each => set([...at, 'resource'], each, `Use '${each}'`)),
              ),
            ]),
      ];
    }),
  ];
}
