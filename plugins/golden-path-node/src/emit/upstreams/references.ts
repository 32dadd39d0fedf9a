import {
  refersElsewhere,
  type Resource,
  type Upstream,
} from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, type GoField } from '../fields';
import { GENERATED, goText, imports } from '../go/go';
import { fileText, paragraphs, type Text } from '../lines';

/**
 * `internal/references/references.go`: guards of what refers to resources of
 * upstreams; undefined where nothing does.
 */
export function emitReferences(
  module: string,
  resources: readonly Resource[],
  upstreams: readonly Upstream[],
): string | undefined {
  const guarded = resources.filter(refersElsewhere);
  if (guarded.length === 0) return undefined;
  return fileText(
    paragraphs(
      [GENERATED],
      [
        '// Package references makes sure that what resources refer to exists in the',
        '// services that keep it.',
        'package references',
      ],
      imports(
        module,
        ['context', 'reference'],
        [
          'internal/upstream',
          ...guarded.map(({ names }) => `internal/${names.singular.flat}`),
        ],
      ),
      ...guarded.map(resource => guard(resource, upstreams)),
    ),
  );
}

function guard(resource: Resource, upstreams: readonly Upstream[]): Text {
  const { singular, plural } = resource.names;
  return [
    `// ${singular.pascal} refuses ${plural.words} that refer to something that does not exist.`,
    `func ${singular.pascal}(clients *upstream.Clients) ${singular.flat}.Guard {`,
    `return func(ctx context.Context, in ${singular.flat}.Input) error {`,
    `lookup := reference.New(${goText(singular.words)})`,
    goFields(resource).flatMap(field => lookUp(field, upstreams)),
    'return lookup.Err()',
    '}',
    '}',
  ];
}

function lookUp(
  { field, name, nullable, wire }: GoField,
  upstreams: readonly Upstream[],
): string[] {
  const upstream = upstreams.find(one => one.name === field.upstream?.service);
  const target = upstream?.resources.find(
    one => one.name === field.upstream?.resource,
  );
  if (!upstream || !target) return [];
  const value = `${nullable ? '' : '&'}in.${name}`;
  const client = `clients.${upstream.names.singular.pascal}.${target.names.plural.pascal}`;
  return [
    `reference.Exists(ctx, lookup, ${goText(wire)}, ${value}, ${client}.Get)`,
  ];
}
