import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import type { ApiVersion } from '../apiVersion';
import { goFields, isFilter } from '../fields';
import { includeParameter, withAdditions } from './additions';
import { headers } from './components';
import { parameterSchema } from './fieldSchema';
import {
  ref,
  type Offered,
  type Operation,
  type Parameter,
  type PathItem,
  type Response,
} from './model';
import { sortParametersOf } from './sorts';

/** Answers by status; each is one of the shared ones. */
const FAILURES = {
  400: 'Malformed',
  404: 'NotFound',
  409: 'Conflict',
  412: 'Stale',
  413: 'TooLarge',
  415: 'Unsupported',
  422: 'Invalid',
  428: 'Unversioned',
  500: 'Internal',
  503: 'Unavailable',
} as const;

/** The paths of a resource in a version: its list, and one of it. */
export function resourcePaths(
  resource: Offered,
  version: ApiVersion,
): Readonly<Record<string, PathItem>> {
  const path = listPath(resource, version);
  const parameters = [ref('parameters', 'id'), ref('parameters', 'requestId')];
  if (resource.writes === false) {
    return {
      [path]: { get: listOperation(resource, version) },
      [`${path}/{id}`]: { parameters, get: read(resource, version) },
    };
  }
  return {
    [path]: {
      get: listOperation(resource, version),
      post: create(resource, version),
    },
    [`${path}/{id}`]: {
      parameters,
      get: read(resource, version),
      put: replace(resource, version),
      delete: remove(resource, version),
    },
  };
}

/** The path of the list of a resource. */
export function listPath(
  { names }: Resource,
  { id }: ApiVersion,
): `/api/${string}` {
  return `/api/${id}/${names.plural.kebab}`;
}

function listOperation(resource: Offered, version: ApiVersion): Operation {
  const { plural, singular } = resource.names;
  return {
    operationId: `list${plural.pascal}${version.ending}`,
    tags: [plural.words],
    summary: `List ${plural.words}`,
    description: `Returns a page of ${plural.words}, and the cursor of the next one while there are more.`,
    parameters: [
      ref('parameters', 'limit'),
      ...sortParametersOf(resource, version),
      ...filters(resource, version),
      ...includeParameter(resource),
      ref('parameters', 'requestId'),
    ],
    responses: {
      200: {
        description: `A page of ${plural.words}.`,
        headers: headers(),
        content: withAdditions(
          resource,
          `${singular.pascal}${version.ending}List`,
        ),
      },
      ...failures(400, 500, 503),
    },
  };
}

function create(resource: Resource, version: ApiVersion): Operation {
  const { plural, singular } = resource.names;
  return {
    operationId: `create${singular.pascal}${version.ending}`,
    tags: [plural.words],
    summary: `Create ${singular.words}`,
    description: `Gives the ${singular.words} an id and a first version, and returns it.`,
    parameters: [ref('parameters', 'requestId')],
    requestBody: body(resource, version),
    responses: {
      201: {
        description: `The ${singular.words}, created.`,
        headers: headers('ETag', 'Location'),
        content: json(`${singular.pascal}${version.ending}`),
        links: links(`${singular.pascal}${version.ending}`),
      },
      ...failures(400, 409, 413, 415, 422, 500, 503),
    },
  };
}

function read(resource: Offered, version: ApiVersion): Operation {
  const { plural, singular } = resource.names;
  return {
    operationId: `get${singular.pascal}${version.ending}`,
    tags: [plural.words],
    summary: `Read ${singular.words}`,
    description: `Returns the ${singular.words}, unless the client holds this version.`,
    parameters: [
      ref('parameters', 'ifNoneMatch'),
      ...includeParameter(resource),
    ],
    responses: {
      200: {
        ...found(resource, version, `The ${singular.words}.`),
        content: withAdditions(resource, `${singular.pascal}${version.ending}`),
      },
      304: ref('responses', 'NotModified'),
      ...failures(400, 404, 500, 503),
    },
  };
}

function replace(resource: Resource, version: ApiVersion): Operation {
  const { plural, singular } = resource.names;
  return {
    operationId: `replace${singular.pascal}${version.ending}`,
    tags: [plural.words],
    summary: `Replace ${singular.words}`,
    description: `Replaces the whole ${singular.words}, if it still has the version of If-Match.`,
    parameters: [ref('parameters', 'ifMatchRequired')],
    requestBody: body(resource, version),
    responses: {
      200: found(resource, version, `The ${singular.words}, replaced.`),
      ...failures(400, 404, 409, 412, 413, 415, 422, 428, 500, 503),
    },
  };
}

function remove(resource: Resource, version: ApiVersion): Operation {
  const { plural, singular } = resource.names;
  return {
    operationId: `delete${singular.pascal}${version.ending}`,
    tags: [plural.words],
    summary: `Delete ${singular.words}`,
    description: `Deletes the ${singular.words}; with If-Match, only if it still has that version.`,
    parameters: [ref('parameters', 'ifMatch')],
    responses: {
      204: {
        description: `The ${singular.words}, deleted.`,
        headers: headers(),
      },
      ...failures(400, 404, 409, 412, 500, 503),
    },
  };
}

function filters(resource: Resource, version: ApiVersion): Parameter[] {
  return goFields(resource)
    .filter(isFilter)
    .map(({ field, wire }) => ({
      name: version.wire(wire),
      in: 'query',
      description: `Keeps what has this ${version.wire(wire)}.`,
      schema: parameterSchema(field),
    }));
}

function found(
  { names }: Resource,
  { ending }: ApiVersion,
  description: string,
): Response {
  return {
    description,
    headers: headers('ETag'),
    content: json(`${names.singular.pascal}${ending}`),
  };
}

function body(
  { names }: Resource,
  { ending }: ApiVersion,
): Operation['requestBody'] {
  return {
    required: true,
    content: json(`${names.singular.pascal}${ending}Input`),
  };
}

export function json(schema: string): Response['content'] {
  return { 'application/json': { schema: ref('schemas', schema) } };
}

function links(pascal: string): Response['links'] {
  const id = { id: '$response.body#/id' };
  const seen = { ...id, 'If-Match': '$response.header.ETag' };
  return {
    get: { operationId: `get${pascal}`, parameters: id },
    replace: { operationId: `replace${pascal}`, parameters: seen },
    delete: { operationId: `delete${pascal}`, parameters: seen },
  };
}

export function failures(
  ...statuses: readonly (keyof typeof FAILURES)[]
): Operation['responses'] {
  return Object.fromEntries(
    statuses.map(status => [status, ref('responses', FAILURES[status])]),
  );
}
