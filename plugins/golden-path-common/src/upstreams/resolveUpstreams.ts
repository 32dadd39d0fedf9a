import type {
  Answers,
  FieldAnswers,
  UpstreamAnswers,
  UpstreamResourceAnswers,
} from '../answers';
import type { Mend, Problem, Upstream, UpstreamResource } from '../composition';
import { isEntityName } from '../entityRef';
import { namesOf } from '../names';
import { columnOfField } from '../resources/column';
import { problem, remove, rename, type Path } from '../resources/problem';
import { resolveResources } from '../resources/resolveResources';
import { nameNear, shown } from '../resources/text';
import { usualApis } from './apis';
import { includeOf, includeProblems, unusedIncludes } from './includes';
import { streamOf, streamProblems, unusedStreams } from './streams';

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

/**
 * Settles the upstreams of the answers, which are called by clients or get what a
 * gateway passes on. Never throws.
 */
export function resolveUpstreams(
  answers: Pick<Answers, 'upstreams' | 'resources'> & {
    readonly service: Pick<Answers['service'], 'name'>;
  },
  by: 'clients' | 'gateway',
): ResolvedUpstreams {
  const all = answers.upstreams ?? [];
  const settled = all.map((upstream, index) => {
    const path: Path = ['upstreams', index];
    const { name, api, protocol = 'http' } = upstream;
    const { resources, problems } = resolveRemote(
      path,
      upstream,
      protocol === 'grpc' || by === 'gateway',
    );
    return {
      upstream: {
        name,
        names: namesOf(name),
        protocol,
        apis: api
          ? [{ name: api, resources }]
          : usualApis({ name, protocol, resources }),
        resources,
        streams: (upstream.streams ?? []).map(streamOf),
      },
      problems: [
        ...nameProblems(path, name, all.slice(0, index), answers),
        ...apiProblems(path, api),
        ...problems,
        ...(by === 'clients' ? declaredTwice(path, upstream) : []),
        ...(by === 'clients'
          ? [
              ...unusedIncludes(path, upstream),
              ...unusedStreams(path, upstream),
            ]
          : [
              ...includeProblems(path, upstream, resources, all),
              ...streamProblems(path, upstream),
            ]),
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
  const { name: own } = answers.service;
  if (flat === namesOf(own).singular.flat) {
    return [
      problem(
        at,
        name === own
          ? 'The service would call itself'
          : `The service is spelt as ${shown(name)}`,
        'Name another service.',
      ),
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

/**
 * The resources of an upstream, which stand for themselves; whether it matters that
 * their lists are filtered by references.
 */
function resolveRemote(
  path: Path,
  { resources: asked }: UpstreamAnswers,
  filtered: boolean,
): { resources: Upstream['resources']; problems: Problem[] } {
  const { resources, problems } = resolveResources(
    { resources: asked.map(resource => onItsOwn(resource, filtered)) },
    {},
  );
  const below = (inner: Path) => [...path, ...inner];
  return {
    resources: resources.map(resource => ({
      ...resource,
      ...ofAnswers(asked.find(({ name }) => name === resource.name)),
    })),
    problems: problems.map(found => ({
      ...found,
      path: below(found.path),
      mends: found.mends.map(mend => movedMend(mend, below)),
    })),
  };
}

function ofAnswers({
  writes = false,
  includes = [],
}: Partial<UpstreamResourceAnswers> = {}): Pick<
  UpstreamResource,
  'writes' | 'includes'
> {
  return { writes, includes: includes.map(includeOf) };
}

function movedMend(mend: Mend, below: (path: Path) => Path): Mend {
  return mend.kind === 'set' ? { ...mend, path: below(mend.path) } : mend;
}

/** What a caller sees of a reference is the id of something. */
function onItsOwn(
  { writes, includes, ...resource }: UpstreamResourceAnswers,
  filtered: boolean,
) {
  return {
    ...resource,
    fields: resource.fields.map(field => idOfReference(field, filtered)),
  };
}

function idOfReference(field: FieldAnswers, filtered: boolean): FieldAnswers {
  const { resource, onDelete, references, ...rest } = field;
  if (field.type !== 'reference') return { ...field, references: undefined };
  const name = columnOfField(field);
  // Lists are filtered by references and by what is unique: the field stays in the
  // contract of a gateway, and keeps its number in the message of filters.
  return { ...rest, name, type: 'uuid', ...(filtered && { unique: true }) };
}

/** Types of a client's package that would have one name. */
function declaredTwice(
  path: Path,
  { resources, protocol }: UpstreamAnswers,
): Problem[] {
  const taken = new Set(CLIENT_DECLARES);
  return resources.flatMap(({ name, plural: many, writes }, index) => {
    const { singular, plural } = namesOf(name, many);
    const messages = [
      singular.pascal,
      ...(writes ? [`${singular.pascal}Input`] : []),
    ];
    const types = protocol === 'grpc' ? [plural.pascal] : messages;
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
