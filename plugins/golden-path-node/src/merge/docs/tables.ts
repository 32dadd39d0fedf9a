import { withArticle } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Composition,
  ConfigKey,
  Resource,
  Stream,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext } from '../../plan';
import { contribution } from '../contribution';
import { mdCode, mdTable, mdText } from '../markdown';
import { meaningOf, sortedSettings } from '../settings';

/** The path of a resource's list in the newest version of the API. */
export function resourcePath(
  { patterns }: Composition,
  { names }: Resource,
): string {
  const second = patterns.some(({ id }) => id === 'api-versions');
  return `/api/${second ? 'v2' : 'v1'}/${names.plural.kebab}`;
}

/** Whether a composition offers an HTTP API. */
export function hasRest({ ports }: Composition): boolean {
  return ports.includes('route');
}

/** Whether a composition offers a gRPC API. */
export function hasGrpc({ ports }: Composition): boolean {
  return ports.includes('rpc');
}

/** What a gateway passes requests on to; nothing for other services. */
export function published({
  ports,
  upstreams,
}: Composition): Composition['upstreams'] {
  return ports.includes('proxies') ? upstreams : [];
}

/** Whether a composition offers anything on resources, its own or those behind it. */
export function hasApi(composition: Composition): boolean {
  return composition.resources.length + published(composition).length > 0;
}

/** What each API offers. */
export function apiTables(context: EmitContext): string[] {
  const { composition } = context;
  if (published(composition).length > 0) {
    return [publishedOperations(composition)];
  }
  return [
    ...(hasRest(composition) ? [operations(context)] : []),
    ...(hasGrpc(composition) ? [methods(composition)] : []),
  ];
}

/** The full name of a resource's gRPC service. */
function grpcService({ service }: Composition, { names }: Resource): string {
  const { flat, pascal } = names.singular;
  return `${service.names.singular.flat}.${flat}.v1.${pascal}Service`;
}

/** A command that lists a resource over gRPC. */
export function grpcCall(composition: Composition, resource: Resource): string {
  const method = `List${resource.names.plural.pascal}`;
  return `go tool -modfile=tools/grpc/go.mod buf curl --schema . --protocol grpc --http2-prior-knowledge http://localhost:9090/${grpcService(
    composition,
    resource,
  )}/${method}`;
}

/** Methods of every resource, as the contract has them. */
function methods(composition: Composition): string {
  const watched = composition.ports.includes('watches');
  const rows = composition.resources.flatMap(resource => {
    const { singular, plural } = resource.names;
    const one = mdText(withArticle('a', singular.words));
    const many = mdText(plural.words);
    const name = (method: string) =>
      mdCode(`${singular.pascal}Service.${method}`);
    return [
      [name(`List${plural.pascal}`), `List ${many} by page`],
      [name(`Get${singular.pascal}`), `Read ${one}`],
      [name(`Create${singular.pascal}`), `Create ${one}`],
      [name(`Update${singular.pascal}`), `Replace ${one}`],
      [name(`Delete${singular.pascal}`), `Delete ${one}`],
      [name(`Export${plural.pascal}`), `Stream all ${many}`],
      [name(`Import${plural.pascal}`), `Create a stream of ${many}`],
      [name(`LookUp${plural.pascal}`), `Read ${many} while ids follow`],
      ...(watched
        ? [[name(`Watch${plural.pascal}`), `Tell what happens to ${many}`]]
        : []),
    ];
  });
  return mdTable(['Method', 'What it does'], rows);
}

/** Operations of every resource, as the contract has them. */
function operations(context: EmitContext): string {
  const { composition } = context;
  const { batches, counts } = contribution(context, 'openapi').value;
  const rows = composition.resources.flatMap(resource => [
    ...operationsOf(composition, resource),
    ...(batches
      ? [
          operation(
            'POST',
            `${resourcePath(composition, resource)}/batch/create`,
            `Create many ${mdText(resource.names.plural.words)}`,
          ),
        ]
      : []),
  ]);
  return mdTable(
    ['Operation', 'What it does'],
    [
      ...rows,
      ...(counts
        ? [
            operation('GET', '/api/v1/counts', 'Count all resources'),
            operation(
              'GET',
              '/api/v1/counts/{id}',
              'Count what refers to something',
            ),
          ]
        : []),
    ],
  );
}

function operation(method: string, at: string, does: string): string[] {
  return [mdCode(`${method} ${at}`), does];
}

/** Operations of the services behind a gateway, as its contract has them. */
function publishedOperations(composition: Composition): string {
  const rows = published(composition).flatMap(({ name, resources, streams }) =>
    [
      ...resources.flatMap(resource => operationsOf(composition, resource)),
      ...streams.map(streamOperation),
    ].map(row => [...row, mdCode(name)]),
  );
  return mdTable(['Operation', 'What it does', 'By'], rows);
}

function operationsOf(
  composition: Composition,
  resource: Resource & { readonly writes?: boolean },
): string[][] {
  const { names, writes = true } = resource;
  const one = mdText(withArticle('a', names.singular.words));
  const many = mdText(names.plural.words);
  const path = resourcePath(composition, resource);
  return [
    operation('GET', path, `List ${many}, newest first, by cursor`),
    ...(writes ? [operation('POST', path, `Create ${one}`)] : []),
    operation('GET', `${path}/{id}`, `Read ${one}`),
    ...(writes
      ? [
          operation('PUT', `${path}/{id}`, `Replace ${one}`),
          operation('DELETE', `${path}/{id}`, `Delete ${one}`),
        ]
      : []),
  ];
}

function streamOperation({ path, protocol, summary }: Stream): string[] {
  const kind = { sse: 'server-sent events', websocket: 'a WebSocket' };
  return [
    mdCode(`GET /api/v1${path}`),
    `${mdText(summary)}: ${kind[protocol]}`,
  ];
}

/** Every setting with its default and its meaning. */
export function settings(config: readonly ConfigKey[]): string {
  const rows = sortedSettings(config).map(setting => [
    mdCode(setting.key),
    setting.required ? 'required' : defaultOf(setting.default),
    mdText(meaningOf(setting)) + (setting.secret ? ' A secret.' : ''),
  ]);
  return mdTable(['Setting', 'Default', 'Meaning'], rows);
}

function defaultOf(value: string | undefined): string {
  return value ? mdCode(value) : '';
}
