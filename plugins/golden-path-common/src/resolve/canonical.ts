import { ANSWERS_API_VERSION } from '../answers';
import type {
  Answers,
  FieldAnswers,
  ResourceAnswers,
  StreamAnswers,
  UpstreamAnswers,
} from '../answers';
import type {
  Composition,
  Field,
  Resource,
  Stream,
  Upstream,
} from '../composition';
import { unusualApi } from '../upstreams/apis';
import { pluralOf, wordsOf } from '../names';
import type { GoldenPath } from '../pattern';
import type { Choices } from './choices';

/**
 * The answers with every default written out, keys in the schema's order and
 * several choices of a group sorted: equal compositions have equal answers.
 */
export function canonicalAnswers(
  goldenPath: GoldenPath,
  choices: Choices,
  service: Composition['service'],
  resources: readonly Resource[],
  upstreams: readonly Upstream[],
): Answers {
  return defined({
    apiVersion: ANSWERS_API_VERSION,
    goldenPath: goldenPath.id,
    service: defined({
      name: service.name,
      title: service.title,
      description: service.description,
      owner: service.owner,
      system: service.system,
      createSystem: service.createSystem || undefined,
      domain: service.domain,
      lifecycle: service.lifecycle as Answers['service']['lifecycle'],
      module: service.module,
    }),
    patterns: canonicalChoices(goldenPath, choices),
    resources: resources.map(resourceAnswers),
    upstreams:
      upstreams.length > 0 ? upstreams.map(upstreamAnswers) : undefined,
  });
}

function upstreamAnswers(upstream: Upstream): UpstreamAnswers {
  return defined({
    name: upstream.name,
    protocol: upstream.protocol === 'http' ? undefined : upstream.protocol,
    api: unusualApi(upstream),
    resources: upstream.resources.map(resource =>
      defined({
        ...resourceAnswers(resource),
        writes: resource.writes || undefined,
        includes:
          resource.includes.length > 0
            ? resource.includes.map(({ column, service, resource: name }) => ({
                field: column,
                resource: `${service}.${name}`,
              }))
            : undefined,
      }),
    ),
    streams:
      upstream.streams.length > 0
        ? upstream.streams.map(streamAnswers)
        : undefined,
  });
}

function streamAnswers({ path, protocol, description }: Stream): StreamAnswers {
  return defined({
    path,
    protocol,
    description: description || undefined,
  });
}

function canonicalChoices(
  goldenPath: GoldenPath,
  choices: Choices,
): NonNullable<Answers['patterns']> {
  const entries = goldenPath.groups
    .filter(({ choose }) => choose !== 'fixed')
    .map(({ id, choose }): [string, string | string[]] => {
      const chosen = [...(choices.get(id) ?? [])].sort();
      return [id, choose === 'one' ? chosen[0] ?? '' : chosen];
    });
  return Object.fromEntries(entries);
}

function resourceAnswers(resource: Resource): ResourceAnswers {
  const plural = resource.names.plural.snake;
  const usual = wordsOf(pluralOf(resource.name)).join('_');
  return defined({
    name: resource.name,
    plural: plural === usual ? undefined : plural,
    description: resource.description || undefined,
    since: resource.since,
    fields: resource.fields.map(fieldAnswers),
  });
}

function fieldAnswers(field: Field): FieldAnswers {
  return defined({
    name: field.name,
    type: field.type,
    description: field.description || undefined,
    required: field.required,
    unique: field.unique,
    sortable: field.sortable || undefined,
    default: field.default,
    minLength: field.minLength,
    maxLength: field.maxLength,
    format: field.format,
    min: field.min,
    max: field.max,
    precision: field.precision,
    scale: field.scale,
    values: field.values && [...field.values],
    items: field.items,
    maxItems: field.maxItems,
    resource: field.reference?.resource,
    onDelete: field.reference?.onDelete,
    references:
      field.upstream && `${field.upstream.service}.${field.upstream.resource}`,
    since: field.since,
  });
}

/** The object without the keys whose value is undefined. */
function defined<T extends object>(object: T): T {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as T;
}
