import {
  ANSWERS_API_VERSION,
  columnOfField,
  mayServeResources,
  type Answers,
  type Catalogue,
  type GoldenPath,
  type UpstreamAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Dimension, Row, Tuple } from './covering';
import {
  PUBLISHED,
  REMOTE,
  SHAPES,
  STREAMS,
  UPSTREAMS,
  type Shape,
} from './shapes';

/** How each of the two upstreams is called. */
type Protocols = readonly [
  UpstreamAnswers['protocol'],
  UpstreamAnswers['protocol'],
];

/** Protocols of clients, one kind and both, in turn from shape to shape. */
const CALLED_OVER: readonly Protocols[] = [
  ['http', 'grpc'],
  ['grpc', 'grpc'],
  ['http', 'http'],
];

/** Those of gateways: types and names of every kind are called over gRPC. */
const PUBLISHED_OVER: readonly Protocols[] = [
  ['http', 'grpc'],
  ['grpc', 'http'],
  ['http', 'http'],
  ['grpc', 'grpc'],
  ['grpc', 'http'],
  ['grpc', 'grpc'],
];

/** One choice a dimension makes: patterns of a group, or a shape. */
export type Choice =
  | { readonly group: string; readonly patterns: readonly string[] }
  | { readonly shape: Shape };

/**
 * What can vary in services of a golden path: the pattern of each group that
 * takes one, each pattern that may be left out, and the resources, its own or
 * those of the services behind it.
 */
export function dimensionsOf(
  catalogue: Catalogue,
  goldenPath: GoldenPath,
): Dimension<Choice>[] {
  const choices = goldenPath.groups.flatMap(({ id: group, choose }) => {
    const offered = goldenPath.offers[group] ?? [];
    if (choose === 'one') {
      const values = offered.map(pattern => ({ group, patterns: [pattern] }));
      return [{ name: group, values }];
    }
    return choose === 'any'
      ? offered.map(pattern => ({
          name: pattern,
          values: [
            { group, patterns: [pattern] },
            { group, patterns: [] },
          ],
        }))
      : [];
  });
  const shapes = SHAPES.map(shape => ({ shape }));
  const name = mayServeResources(catalogue, goldenPath)
    ? 'resources'
    : 'upstreams';
  return [...choices, { name, values: shapes }];
}

/** The answers of a row. All services have one module path: Go caches by it. */
export function answersOf(
  goldenPath: GoldenPath,
  dimensions: readonly Dimension<Choice>[],
  row: Row,
): Answers {
  const patterns: Record<string, string[]> = {};
  let shape = SHAPES[0]!;
  let isBehind = false;
  dimensions.forEach(({ name, values }, index) => {
    const choice = values[row[index]!]!;
    if ('shape' in choice) {
      shape = choice.shape;
      isBehind = name === 'upstreams';
    } else {
      (patterns[choice.group] ??= []).push(...choice.patterns);
    }
  });
  return {
    apiVersion: ANSWERS_API_VERSION,
    goldenPath: goldenPath.id,
    service: {
      name: 'matrix',
      owner: 'group:default/commerce',
      system: 'shop',
      module: 'example.com/acme/matrix',
    },
    patterns,
    resources: [],
    ...thingsOf(shape, isBehind, patterns),
  };
}

/** What the service keeps and calls, or what is behind it. */
function thingsOf(
  shape: Shape,
  isBehind: boolean,
  { calls }: Record<string, string[]>,
): Partial<Answers> {
  if (isBehind) {
    return published(shape.resources, inTurn(shape, PUBLISHED_OVER));
  }
  return calls?.includes('typed-clients')
    ? {
        upstreams: calledOver(UPSTREAMS, inTurn(shape, CALLED_OVER)),
        resources: referring(shape),
      }
    : { resources: [...shape.resources] };
}

/** Two services behind a gateway, one of which keeps the resources. */
export function published(
  resources: Shape['resources'],
  protocols: Protocols = ['http', 'http'],
): Partial<Answers> {
  const all = resources.map(resource => ({
    ...resource,
    writes: true,
    ...including(resource.fields),
  }));
  return {
    upstreams: streaming(
      calledOver([{ name: 'suppliers', resources: all }, PUBLISHED], protocols),
    ),
  };
}

/** The last service over HTTP has streams, if there is one. */
function streaming(upstreams: readonly UpstreamAnswers[]): UpstreamAnswers[] {
  const last = upstreams.findLastIndex(({ protocol }) => protocol === 'http');
  return upstreams.map((upstream, index) =>
    index === last ? { ...upstream, streams: STREAMS } : upstream,
  );
}

/** What the first reference of a resource leads to is added to it. */
function including(
  fields: Shape['resources'][number]['fields'],
): Pick<UpstreamAnswers['resources'][number], 'includes'> {
  const reference = fields.find(({ resource }) => resource !== undefined);
  return reference
    ? {
        includes: [
          {
            field: columnOfField(reference),
            resource: `suppliers.${reference.resource}`,
          },
        ],
      }
    : {};
}

function inTurn(shape: Shape, protocols: readonly Protocols[]): Protocols {
  return protocols[SHAPES.indexOf(shape) % protocols.length]!;
}

function calledOver(
  upstreams: readonly UpstreamAnswers[],
  protocols: Protocols,
): UpstreamAnswers[] {
  return upstreams.map((upstream, index) => ({
    ...upstream,
    protocol: protocols[index],
  }));
}

/** The resources of a shape, the first of which refers to what upstreams keep. */
function referring({ resources }: Shape): Answers['resources'] {
  const [first, ...others] = resources;
  return [{ ...first!, fields: [...REMOTE, ...first!.fields] }, ...others];
}

/** A row for people: `router chi, metrics no, resources a cycle`. */
export function describeRow(
  dimensions: readonly Dimension<Choice>[],
  row: Row,
): string {
  return row
    .map((value, dimension) => describe(dimensions[dimension]!, value))
    .join(', ');
}

/** A tuple for people: `kubernetes no + istio yes`. */
export function describeTuple(
  dimensions: readonly Dimension<Choice>[],
  tuple: Tuple,
): string {
  return tuple
    .map(([dimension, value]) => describe(dimensions[dimension]!, value))
    .join(' + ');
}

function describe({ name, values }: Dimension<Choice>, index: number): string {
  const choice = values[index]!;
  const value =
    'shape' in choice ? choice.shape.name : choice.patterns[0] ?? 'no';
  return value === name ? `${name} yes` : `${name} ${value}`;
}
