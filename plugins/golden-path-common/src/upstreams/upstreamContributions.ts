import type { Composition, UpstreamResource } from '../composition';
import type { Contributions } from '../contributions/schema';

/** The port on which pods of a composed service answer. */
const POD_PORT = 8080;

/** What the upstreams of a service put into files that patterns share. */
export function upstreamContributions({
  upstreams,
}: Pick<Composition, 'upstreams'>): Contributions {
  if (upstreams.length === 0) return {};
  return {
    kubernetes: {
      targets: Object.fromEntries(
        upstreams.map(({ name, names }) => [
          `upstream-${name}`,
          {
            doc: `Pods of ${name}, which UPSTREAM_${names.singular.screaming}_URL names.`,
            port: POD_PORT,
          },
        ]),
      ),
    },
  };
}

/** How a service talks to its upstreams, by the reference of their APIs. */
export function upstreamCalls({ upstreams }: Composition) {
  return upstreams.map(({ api, resources }): [string, object] => [
    `api:default/${api}`,
    {
      protocol: 'http',
      mode: 'sync',
      operations: resources.flatMap(operationsOf),
    },
  ]);
}

function operationsOf({ names, writes }: UpstreamResource): string[] {
  const { singular, plural } = names;
  const changes = ['create', 'replace', 'delete'];
  return [
    `get${singular.pascal}`,
    `list${plural.pascal}`,
    ...(writes ? changes.map(verb => `${verb}${singular.pascal}`) : []),
  ];
}
