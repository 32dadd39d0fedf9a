import type {
  Include,
  Upstream,
  UpstreamResource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { GENERATED, goText, imports } from '../go/go';
import { fileText, paragraphs } from '../lines';
import type { Offered } from '../openapi/model';

/** Whether anything is added to what is published. */
export function hasIncludes(upstreams: readonly Upstream[]): boolean {
  return including(upstreams).length > 0;
}

/** What upstreams offer, with what may be added to it. */
export function published(upstreams: readonly Upstream[]): Offered[] {
  return upstreams.flatMap(({ resources }) =>
    resources.map(resource =>
      resource.includes.length === 0
        ? resource
        : {
            ...resource,
            additions: resource.includes.map(include => {
              const { singular, plural } = targetOf(include, upstreams).names;
              return {
                name: include.name,
                collection: plural.snake,
                schema: singular.pascal,
              };
            }),
          },
    ),
  );
}

/** `internal/apigateway/includes.go`: what is added to which answers. */
export function emitIncludes(
  module: string,
  upstreams: readonly Upstream[],
): string {
  const resources = including(upstreams);
  return fileText(
    paragraphs(
      [GENERATED],
      ['package apigateway'],
      imports(module, ['join']),
      [
        '// includes are what may be added to the answers of routes, by their IDs.',
        'var includes = map[string][]join.Reference{',
        resources.map(({ names: { singular, plural } }) =>
          [`list${plural.pascal}`, `get${singular.pascal}`].map(
            id => `${goText(id)}: ${singular.camel}References,`,
          ),
        ),
        '}',
      ],
      ...resources.map(({ names: { singular }, includes }) => [
        `var ${singular.camel}References = []join.Reference{`,
        includes.map(include => {
          const target = targetOf(include, upstreams).names;
          const members = [
            `Name: ${goText(include.name)}`,
            `Member: ${goText(include.column)}`,
            `Collection: ${goText(target.plural.snake)}`,
            `Route: ${goText(`get${target.singular.pascal}`)}`,
          ];
          return `{${members.join(', ')}},`;
        }),
        '}',
      ]),
    ),
  );
}

function including(upstreams: readonly Upstream[]): UpstreamResource[] {
  return upstreams
    .flatMap(({ resources }) => resources)
    .filter(({ includes }) => includes.length > 0);
}

function targetOf(
  { service, resource }: Include,
  upstreams: readonly Upstream[],
): UpstreamResource {
  const target = upstreams
    .find(({ name }) => name === service)
    ?.resources.find(({ name }) => name === resource);
  if (!target)
    throw new Error(`nothing is published as ${service}.${resource}`);
  return target;
}
