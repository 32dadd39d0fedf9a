import {
  recentOf,
  type Composition,
  type Stream,
} from '@golden-path/backstage-plugin-golden-path-common';
import {
  componentsWithEverywhere,
  pathsWithEverywhere,
  type Everywhere,
} from './everywhere';
import { HEADERS, PARAMETERS, RESPONSES, SCHEMAS } from './components';
import { V1, V2, type ApiVersion } from '../apiVersion';
import { BATCH_RESULTS, batchPath, batchSchema } from './batches';
import { COUNTS_TAG, COUNT_PATHS, COUNT_SCHEMAS } from './counts';
import type { Offered, OpenApi } from './model';
import { resourcePaths } from './paths';
import { resourceSchemas } from './schemas';
import { hasSorts, sortParameters } from './sorts';
import {
  streamHeaders,
  streamPaths,
  streamResponses,
  streamTags,
} from './streams';
import { ABOUT_VERSIONS, deprecated, GONE } from './versions';
import { printYaml } from './yaml';

/** `api/openapi.yaml`: the contract of the service, which its owner answers for. */
export function emitContract(
  { name, owner }: Pick<Composition['service'], 'name' | 'owner'>,
  resources: readonly Offered[],
  everywhere: Everywhere,
  streams: readonly Stream[] = [],
): string {
  const key = JSON.stringify(everywhere);
  const parts = resources.map(resource => partOf(resource, everywhere, key));
  return printYaml({
    openapi: '3.1.0',
    info: {
      title: name,
      version: '1.0.0',
      description: `${about(name)}${everywhere.versions ? ABOUT_VERSIONS : ''}`,
      contact: { name: owner },
    },
    servers: [{ url: '/' }],
    // Said aloud: operations are open until a pattern closes them.
    security: [],
    tags: [
      ...resources.map(({ names, description }) => ({
        name: names.plural.words,
        description: description || `Operations on ${names.plural.words}.`,
      })),
      ...(everywhere.counts ? [COUNTS_TAG] : []),
      ...streamTags(
        streams,
        resources.map(({ names }) => names.plural.words),
      ),
    ],
    paths: {
      ...merged(parts.map(({ paths }) => paths)),
      ...(everywhere.counts && pathsWithEverywhere(COUNT_PATHS, everywhere)),
      ...pathsWithEverywhere(streamPaths(streams), everywhere),
    },
    components: componentsWithEverywhere(
      {
        parameters: parameters(resources, everywhere),
        headers: { ...HEADERS, ...streamHeaders(streams) },
        responses: {
          ...RESPONSES,
          ...(everywhere.versions && GONE),
          ...streamResponses(streams),
        },
        schemas: {
          ...SCHEMAS,
          ...(everywhere.batches && { BatchResults: BATCH_RESULTS }),
          ...(everywhere.counts && COUNT_SCHEMAS),
          ...merged(parts.map(({ schemas }) => schemas)),
        },
      },
      everywhere,
    ),
  } satisfies OpenApi);
}

/** Those that are referred to: a list with orders of its own has its own. */
function parameters(
  resources: readonly Offered[],
  { versions }: Everywhere,
): OpenApi['components']['parameters'] {
  const { id, limit, ...others } = PARAMETERS;
  const shared = !resources.every(hasSorts);
  return {
    id: id!,
    limit: limit!,
    ...(shared ? sortParameters(V1) : {}),
    ...(shared && versions ? sortParameters(V2) : {}),
    ...others,
  };
}

/** What one resource puts into the contract. */
interface Part {
  readonly paths: OpenApi['paths'];
  readonly schemas: OpenApi['components']['schemas'];
}

/** What patterns put everywhere, in the services of one resource. */
const KEPT = 40;

const known = recentOf<Offered, Part>(KEPT);

function partOf(resource: Offered, everywhere: Everywhere, key: string): Part {
  const { batches = false, versions = false } = everywhere;
  const paths = (version: ApiVersion) => ({
    ...resourcePaths(resource, version),
    ...(batches && batchPath(resource, version)),
  });
  const schemas = (version: ApiVersion) => ({
    ...resourceSchemas(resource, version),
    ...(batches && batchSchema(resource, version)),
  });
  return known(resource, key, () => ({
    paths: pathsWithEverywhere(
      versions ? { ...deprecated(paths(V1)), ...paths(V2) } : paths(V1),
      everywhere,
    ),
    schemas: { ...schemas(V1), ...(versions && schemas(V2)) },
  }));
}

function about(service: string): string {
  return `The API of the service ${service}.

Every resource has a version, which is its ETag. Reading with If-None-Match
saves the body; replacing wants If-Match, so that nobody overwrites what
they have not seen: 428 without it, 412 when it has changed. Lists are read
page by page with the cursor of the page before. Text is UTF-8 without
U+0000, decimal numbers are text, times are RFC 3339 and kept to the
microsecond.

Failures are problem documents (RFC 9457). A path answers methods that it
does not list with 405 and its Allow header, HEAD wherever it lists GET.
Any request may be answered with 503 and Retry-After.
`;
}

function merged<T>(
  parts: readonly Readonly<Record<string, T>>[],
): Record<string, T> {
  return Object.fromEntries(parts.flatMap(part => Object.entries(part)));
}
