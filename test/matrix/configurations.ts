import {
  ANSWERS_API_VERSION,
  type Answers,
  type GoldenPath,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Dimension, Pair, Row } from './pairs';
import { REMOTE, SHAPES, UPSTREAMS, type Shape } from './shapes';

/** One choice a dimension makes: patterns of a group, or a shape. */
export type Choice =
  | { readonly group: string; readonly patterns: readonly string[] }
  | { readonly shape: Shape };

/**
 * What can vary in services of a golden path: the pattern of each group that
 * takes one, each pattern that may be left out, and the resources.
 */
export function dimensionsOf(goldenPath: GoldenPath): Dimension<Choice>[] {
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
  return [...choices, { name: 'resources', values: shapes }];
}

/** The answers of a row. All services have one module path: Go caches by it. */
export function answersOf(
  goldenPath: GoldenPath,
  dimensions: readonly Dimension<Choice>[],
  row: Row,
): Answers {
  const patterns: Record<string, string[]> = {};
  let shape = SHAPES[0]!;
  dimensions.forEach(({ values }, index) => {
    const choice = values[row[index]!]!;
    if ('shape' in choice) {
      shape = choice.shape;
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
    ...(patterns.calls?.includes('typed-clients')
      ? { upstreams: upstreamsOf(shape), resources: referring(shape) }
      : { resources: [...shape.resources] }),
  };
}

/** Protocols of the upstreams, one kind and both, in turn from shape to shape. */
const PROTOCOLS = [
  ['http', 'grpc'],
  ['grpc', 'grpc'],
  ['http', 'http'],
] as const;

function upstreamsOf(shape: Shape): Answers['upstreams'] {
  const protocols = PROTOCOLS[SHAPES.indexOf(shape) % PROTOCOLS.length]!;
  return UPSTREAMS.map((upstream, index) => ({
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

/** A pair for people: `kubernetes no + istio yes`. */
export function describePair(
  dimensions: readonly Dimension<Choice>[],
  pair: Pair,
): string {
  return pair
    .map(([dimension, value]) => describe(dimensions[dimension]!, value))
    .join(' + ');
}

function describe({ name, values }: Dimension<Choice>, index: number): string {
  const choice = values[index]!;
  const value =
    'shape' in choice ? choice.shape.name : choice.patterns[0] ?? 'no';
  return value === name ? `${name} yes` : `${name} ${value}`;
}
