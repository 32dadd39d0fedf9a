import type { Composition, Upstream, UpstreamResource } from '../composition';
import type { Contributions } from '../contributions/schema';
import { POD_PORTS } from './podPorts';
import { PROXIES } from './upstreamPorts';

/** What the upstreams of a service put into files that patterns share. */
export function upstreamContributions({
  upstreams,
  ports,
}: Pick<Composition, 'upstreams' | 'ports'>): Contributions {
  if (upstreams.length === 0) return {};
  // What passes requests on over HTTP makes no calls of its own.
  const called = upstreams.filter(
    ({ protocol }) => protocol === 'grpc' || !ports.includes(PROXIES),
  );
  return {
    kubernetes: {
      targets: Object.fromEntries(
        upstreams.map(({ name, names, protocol }) => [
          `upstream-${name}`,
          {
            doc: `Pods of ${name}, which UPSTREAM_${names.singular.screaming}_URL names.`,
            port: POD_PORTS[protocol],
          },
        ]),
      ),
    },
    ...(called.length > 0 && {
      readme: { layout: Object.assign({}, ...called.map(layoutOf)) },
    }),
  };
}

/** What carries the calls of an upstream, and what its contract is. */
function layoutOf({ name, names, protocol }: Upstream): object {
  if (protocol === 'http') {
    return { 'internal/platform/httpclient/': 'Carries calls over HTTP' };
  }
  const { flat } = names.singular;
  return {
    'internal/platform/grpcclient/': 'Carries calls over gRPC',
    [`proto/${flat}/`]: `The gRPC contract of ${name}, as the answers tell it`,
    [`gen/${flat}/`]: `Go code of the gRPC contract of ${name}`,
  };
}

/** How a service talks to its upstreams, by the reference of their APIs. */
export function upstreamCalls({ upstreams }: Composition) {
  return upstreams.flatMap(({ apis, protocol, streams }) =>
    apis.map(({ name, resources }): [string, object] => [
      `api:default/${name}`,
      {
        protocol,
        mode: 'sync',
        operations: [
          ...resources.flatMap(resource => operationsOf(resource, protocol)),
          ...streams.map(({ operation }) => operation),
        ],
      },
    ]),
  );
}

/** What the operations of a composed service are named in its contracts. */
const VERBS = {
  http: ['get', 'list', 'create', 'replace', 'delete'],
  grpc: ['Get', 'List', 'Create', 'Update', 'Delete'],
} as const;

function operationsOf(
  { names: { singular, plural }, writes }: UpstreamResource,
  protocol: Upstream['protocol'],
): string[] {
  const [get, list, ...changes] = VERBS[protocol];
  return [
    `${get}${singular.pascal}`,
    `${list}${plural.pascal}`,
    ...(writes ? changes.map(verb => `${verb}${singular.pascal}`) : []),
  ];
}
