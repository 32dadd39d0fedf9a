import { ref, type Parameter, type Response, type Schema } from './model';
import type { YamlMap } from './yaml';

/** Parameters that operations of all resources share. */
export const PARAMETERS: Readonly<Record<string, Parameter>> = {
  id: {
    name: 'id',
    in: 'path',
    required: true,
    description: 'The id of the resource.',
    schema: { type: 'string', format: 'uuid' },
  },
  limit: {
    name: 'limit',
    in: 'query',
    description: 'The largest number of items wanted.',
    schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
  },
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The ETag last read, or *.',
    schema: { type: 'string', minLength: 1 },
  },
  ifMatchRequired: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The ETag last read, or * to overwrite any version.',
    schema: { type: 'string', minLength: 1 },
  },
  ifNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'The ETag of what the client holds.',
    schema: { type: 'string' },
  },
  requestId: {
    name: 'X-Request-ID',
    in: 'header',
    description:
      'Names the request in answers and logs. Others than 1 to 64 letters, digits, dots, underscores and hyphens are replaced.',
    schema: { type: 'string' },
  },
};

/** Headers of answers. */
export const HEADERS: YamlMap = {
  ETag: {
    description: 'The version of the resource.',
    required: true,
    schema: { type: 'string', pattern: '^"[0-9]+"$' },
  },
  Location: {
    description: 'The path of the resource.',
    required: true,
    schema: { type: 'string', format: 'uri-reference' },
  },
  'Retry-After': {
    description: 'Seconds after which a retry makes sense.',
    schema: { type: 'integer', minimum: 1 },
  },
  'X-Request-ID': {
    description: 'The name of the request.',
    required: true,
    schema: { type: 'string' },
  },
};

/** The headers of an answer, by name; each carries the request's id. */
export function headers(...names: readonly string[]): Response['headers'] {
  return Object.fromEntries(
    [...names, 'X-Request-ID'].map(name => [name, ref('headers', name)]),
  );
}

/** An answer that is a problem document. */
export function problem(
  description: string,
  ...headerNames: readonly string[]
): Response {
  return {
    description,
    headers: headers(...headerNames),
    content: {
      'application/problem+json': { schema: ref('schemas', 'Problem') },
    },
  };
}

/** Answers that operations share. */
export const RESPONSES: Readonly<Record<string, Response>> = {
  NotModified: {
    description: 'The client holds this version.',
    headers: headers('ETag'),
  },
  Malformed: problem(
    'The request does not have the form that this contract describes.',
  ),
  NotFound: problem('The resource does not exist.'),
  Conflict: problem(
    [
      'The request contradicts what is stored: a value is taken (already_exists), a reference points to nothing',
      '(missing_reference), the resource is still referred to (in_use) or never had the version of If-Match',
      '(unknown_version).',
      '',
    ].join('\n'),
  ),
  Stale: problem('The resource has changed since the version of If-Match.'),
  TooLarge: problem('The body is larger than the service accepts.'),
  Unsupported: problem('The body is not application/json in UTF-8.'),
  Invalid: problem('The request breaks rules; errors lists them.'),
  Unversioned: problem(
    'The request does not say which version it is for: If-Match is missing.',
  ),
  Internal: problem('Something went wrong in the service.'),
  Unavailable: problem('The service cannot answer now.', 'Retry-After'),
};

/** Schemas that do not depend on a resource. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: { type: 'string', format: 'uri' },
      title: { type: 'string' },
      status: { type: 'integer', minimum: 400, maximum: 599 },
      code: {
        type: 'string',
        description: 'Names the failure for programs.',
      },
      detail: { type: 'string' },
      request_id: { type: 'string' },
      trace_id: { type: 'string' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'message'],
          properties: {
            pointer: {
              type: 'string',
              description: 'JSON pointer to the value in the body.',
            },
            parameter: {
              type: 'string',
              description: 'The parameter or header.',
            },
            code: { type: 'string' },
            message: { type: 'string' },
          },
        },
      },
    },
  },
};
