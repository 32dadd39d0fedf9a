import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { goFields, isFilter } from '../fields';
import { headers } from './components';
import { parameterSchema } from './fieldSchema';
import {
  ref,
  type Operation,
  type Parameter,
  type PathItem,
  type Response,
} from './model';

/** Answers by status; each is one of the shared ones. */
const FAILURES = {
  400: 'Malformed',
  404: 'NotFound',
  409: 'Conflict',
  412: 'Stale',
  413: 'TooLarge',
  415: 'Unsupported',
  422: 'Invalid',
  500: 'Internal',
  503: 'Unavailable',
} as const;

/** The paths of a resource: its list, and one of it. */
export function resourcePaths(
  resource: Resource,
): Readonly<Record<string, PathItem>> {
  const path = `/api/v1/${resource.names.plural.kebab}`;
  return {
    [path]: { get: listOperation(resource), post: create(resource) },
    [`${path}/{id}`]: {
      parameters: [ref('parameters', 'id'), ref('parameters', 'requestId')],
      get: read(resource),
      put: replace(resource),
      delete: remove(resource),
    },
  };
}

function listOperation(resource: Resource): Operation {
  const { plural, singular } = resource.names;
  return {
    operationId: `list${plural.pascal}`,
    tags: [plural.words],
    summary: `List ${plural.words}`,
    parameters: [
      ref('parameters', 'limit'),
      ref('parameters', 'sort'),
      ref('parameters', 'cursor'),
      ...filters(resource),
      ref('parameters', 'requestId'),
    ],
    responses: {
      200: {
        description: `A page of ${plural.words}.`,
        headers: headers(),
        content: json(`${singular.pascal}List`),
      },
      ...failures(400, 500, 503),
    },
  };
}

function create(resource: Resource): Operation {
  const { plural, singular } = resource.names;
  return {
    operationId: `create${singular.pascal}`,
    tags: [plural.words],
    summary: `Create ${singular.words}`,
    parameters: [ref('parameters', 'requestId')],
    requestBody: body(resource),
    responses: {
      201: {
        description: `The ${singular.words}, created.`,
        headers: headers('ETag', 'Location'),
        content: json(singular.pascal),
        links: links(singular.pascal),
      },
      ...failures(400, 409, 413, 415, 422, 500, 503),
    },
  };
}

function read(resource: Resource): Operation {
  const { plural, singular } = resource.names;
  return {
    operationId: `get${singular.pascal}`,
    tags: [plural.words],
    summary: `Read ${singular.words}`,
    parameters: [ref('parameters', 'ifNoneMatch')],
    responses: {
      200: found(resource, `The ${singular.words}.`),
      304: ref('responses', 'NotModified'),
      ...failures(400, 404, 500, 503),
    },
  };
}

function replace(resource: Resource): Operation {
  const { plural, singular } = resource.names;
  return {
    operationId: `replace${singular.pascal}`,
    tags: [plural.words],
    summary: `Replace ${singular.words}`,
    parameters: [ref('parameters', 'ifMatchRequired')],
    requestBody: body(resource),
    responses: {
      200: found(resource, `The ${singular.words}, replaced.`),
      ...failures(400, 404, 409, 412, 413, 415, 422, 500, 503),
    },
  };
}

function remove(resource: Resource): Operation {
  const { plural, singular } = resource.names;
  return {
    operationId: `delete${singular.pascal}`,
    tags: [plural.words],
    summary: `Delete ${singular.words}`,
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

function filters(resource: Resource): Parameter[] {
  return goFields(resource)
    .filter(isFilter)
    .map(({ field, wire }) => ({
      name: wire,
      in: 'query',
      description: `Keeps what has this ${wire}.`,
      schema: parameterSchema(field),
    }));
}

function found({ names }: Resource, description: string): Response {
  return {
    description,
    headers: headers('ETag'),
    content: json(names.singular.pascal),
  };
}

function body({ names }: Resource): Operation['requestBody'] {
  return { required: true, content: json(`${names.singular.pascal}Input`) };
}

export function json(schema: string): Response['content'] {
  return { 'application/json': { schema: ref('schemas', schema) } };
}

function links(pascal: string): Response['links'] {
  const id = { id: '$response.body#/id' };
  return {
    get: { operationId: `get${pascal}`, parameters: id },
    replace: { operationId: `replace${pascal}`, parameters: id },
    delete: { operationId: `delete${pascal}`, parameters: id },
  };
}

export function failures(
  ...statuses: readonly (keyof typeof FAILURES)[]
): Operation['responses'] {
  return Object.fromEntries(
    statuses.map(status => [status, ref('responses', FAILURES[status])]),
  );
}
