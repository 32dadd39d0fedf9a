import type {
  Answers,
  FieldAnswers,
  UpstreamAnswers,
  UpstreamResourceAnswers,
} from '../answers';
import type { Mend, Problem, Upstream } from '../composition';
import { isEntityName } from '../entityRef';
import { namesOf } from '../names';
import { problem, remove, rename, type Path } from '../resources/problem';
import { resolveResources } from '../resources/resolveResources';
import { nameNear, shown } from '../resources/text';

/** Longest name of an upstream: settings and packages are named after it. */
const MAX_NAME = 40;

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What the package of a client declares beside the resources. */
const CLIENT_DECLARES = ['Client', 'New'];

/** The upstreams with all defaults settled, and what is wrong with them. */
export interface ResolvedUpstreams {
  readonly upstreams: readonly Upstream[];
  readonly problems: readonly Problem[];
}

/** The name that a service's API has in the catalog. */
export function usualApi(name: string): string {
  return `${name}-api`;
}

/** Settles the upstreams of the answers. Never throws. */
export function resolveUpstreams(
  answers: Pick<Answers, 'upstreams' | 'resources'> & {
    readonly service: Pick<Answers['service'], 'name'>;
  },
): ResolvedUpstreams {
  const all = answers.upstreams ?? [];
  const settled = all.map((upstream, index) => {
    const path: Path = ['upstreams', index];
    const { resources, problems } = resolveRemote(path, upstream);
    return {
      upstream: {
        name: upstream.name,
        names: namesOf(upstream.name),
        api: upstream.api || usualApi(upstream.name),
        resources,
      },
      problems: [
        ...nameProblems(path, upstream.name, all.slice(0, index), answers),
        ...apiProblems(path, upstream.api),
        ...problems,
      ],
    };
  });
  return {
    upstreams: settled.map(({ upstream }) => upstream),
    problems: settled.flatMap(({ problems }) => problems),
  };
}

function nameProblems(
  path: Path,
  name: string,
  earlier: readonly UpstreamAnswers[],
  answers: Parameters<typeof resolveUpstreams>[0],
): Problem[] {
  const at = [...path, 'name'];
  if (!NAME.test(name) || name.length > MAX_NAME) {
    return [
      problem(
        at,
        `${shown(name)} is not the name of a service`,
        `Use at most ${MAX_NAME} lower-case letters and digits, words joined by '-', such as sellers.`,
        rename(at, nameNear(name, '-', MAX_NAME)),
      ),
    ];
  }
  const { flat } = namesOf(name).singular;
  if (name === answers.service.name) {
    return [
      problem(at, 'The service would call itself', 'Name another service.'),
    ];
  }
  if (earlier.some(other => namesOf(other.name).singular.flat === flat)) {
    return [
      problem(
        at,
        `Another upstream is spelt as ${shown(name)}`,
        'Name each service once, with all of its resources.',
      ),
    ];
  }
  const packages = answers.resources.map(
    resource => namesOf(resource.name).singular.flat,
  );
  return packages.includes(`${flat}client`)
    ? [
        problem(
          at,
          `The client of ${shown(
            name,
          )} and a resource both want the package ${flat}client`,
          'Give the resource another name.',
        ),
      ]
    : [];
}

function apiProblems(path: Path, api: string | undefined): Problem[] {
  if (!api || isEntityName(api)) return [];
  const at = [...path, 'api'];
  return [
    problem(
      at,
      `${shown(api)} is no name of an API in the catalog`,
      'Use at most 63 letters and digits with single - _ or . between, or leave it out.',
      [...rename(at, nameNear(api, '-', 63)), remove(at)],
    ),
  ];
}

/** The resources of an upstream, which stand for themselves. */
function resolveRemote(
  path: Path,
  { resources: asked }: UpstreamAnswers,
): { resources: Upstream['resources']; problems: Problem[] } {
  const { resources, problems } = resolveResources(
    { resources: asked.map(onItsOwn) },
    {},
  );
  const below = (inner: Path) => [...path, ...inner];
  return {
    resources: resources.map(resource => ({
      ...resource,
      writes: asked.find(({ name }) => name === resource.name)?.writes === true,
    })),
    problems: [
      ...problems.map(found => ({
        ...found,
        path: below(found.path),
        mends: found.mends.map(mend => movedMend(mend, below)),
      })),
      ...declaredTwice(path, asked),
    ],
  };
}

function movedMend(mend: Mend, below: (path: Path) => Path): Mend {
  return mend.kind === 'set' ? { ...mend, path: below(mend.path) } : mend;
}

/** What a caller sees of a reference is the id of something. */
function onItsOwn({ writes, ...resource }: UpstreamResourceAnswers) {
  return { ...resource, fields: resource.fields.map(idOfReference) };
}

function idOfReference(field: FieldAnswers): FieldAnswers {
  const { resource, onDelete, references, ...rest } = field;
  if (field.type !== 'reference') return { ...field, references: undefined };
  const name = field.name.endsWith('_id') ? field.name : `${field.name}_id`;
  return { ...rest, name, type: 'uuid' };
}

/** Types of a client's package that would have one name. */
function declaredTwice(
  path: Path,
  resources: readonly UpstreamResourceAnswers[],
): Problem[] {
  const taken = new Set(CLIENT_DECLARES);
  return resources.flatMap(({ name, writes }, index) => {
    const { pascal } = namesOf(name).singular;
    const types = [pascal, ...(writes ? [`${pascal}Input`] : [])];
    const twice = types.find(type => taken.has(type));
    types.forEach(type => taken.add(type));
    return twice === undefined
      ? []
      : [
          problem(
            [...path, 'resources', index, 'name'],
            `The client would declare ${twice} twice`,
            'Leave this resource out, or call it by a client of your own.',
          ),
        ];
  });
}
