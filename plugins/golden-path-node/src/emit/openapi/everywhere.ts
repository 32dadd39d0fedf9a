import type { Contribution } from '@golden-path/backstage-plugin-golden-path-common';
import { problem } from './components';
import {
  ref,
  type OpenApi,
  type Operation,
  type PathItem,
  type Reference,
  type Response,
} from './model';

/** What patterns say about every operation. */
export type Everywhere = Partial<Contribution<'openapi'>>;

const METHODS = ['get', 'post', 'put', 'delete'] as const;

/**
 * Paths with what holds for every operation: the headers that each takes, the
 * failures that it may answer, and the scope that it wants of callers,
 * whichever way they are known.
 */
export function pathsWithEverywhere(
  paths: OpenApi['paths'],
  {
    scopes,
    securitySchemes,
    failures = {},
    answers = {},
    parameters = {},
  }: Everywhere,
): OpenApi['paths'] {
  const added = Object.entries(failures);
  const schemes = scopes ? Object.keys(securitySchemes ?? {}) : [];
  const change = (
    path: string,
    method: (typeof METHODS)[number],
    { requestBody, responses, ...operation }: Operation,
  ): Operation => ({
    ...operation,
    ...((operation.parameters || parameters[method]) && {
      parameters: [
        ...(operation.parameters ?? []),
        ...(parameters[method] ?? []),
      ],
    }),
    ...(requestBody && { requestBody }),
    ...(schemes.length > 0 && {
      security: schemes.map(name => ({ [name]: [scopeOf(path, method)] })),
    }),
    responses: sorted({
      ...Object.fromEntries(
        added.map(([status, { name }]) => [status, ref('responses', name)]),
      ),
      // An operation that has more to say of a status says it itself.
      ...withHeaders(responses, answers[method] ?? []),
    }),
  });
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      eachOperation(item, (method, operation) =>
        change(path, method, operation),
      ),
    ]),
  );
}

/** Components with those that every operation refers to. */
export function componentsWithEverywhere(
  components: OpenApi['components'],
  { securitySchemes, failures = {}, headers = {} }: Everywhere,
): OpenApi['components'] {
  return {
    ...(securitySchemes && { securitySchemes }),
    ...components,
    headers: { ...components.headers, ...headers },
    responses: {
      ...components.responses,
      ...Object.fromEntries(
        Object.values(failures).map(failure => [
          failure.name,
          problem(failure.description, ...(failure.headers ?? [])),
        ]),
      ),
    },
  };
}

/** The answers, in which those of success have headers more. */
export function withHeaders(
  responses: Operation['responses'],
  names: readonly string[],
): Operation['responses'] {
  const added = Object.fromEntries(
    names.map(name => [name, ref('headers', name)]),
  );
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [
      status,
      names.length > 0 && Number(status) < 400 && isWritten(response)
        ? { ...response, headers: { ...added, ...response.headers } }
        : response,
    ]),
  );
}

function isWritten(response: Response | Reference): response is Response {
  return !('$ref' in response);
}

/** As the service's own policy has it: the resource, and what is done to it. */
function scopeOf(path: string, method: (typeof METHODS)[number]): string {
  const resource = path.split('/')[3] ?? '';
  return `${resource}:${method === 'get' ? 'read' : 'write'}`;
}

export function eachOperation(
  item: PathItem,
  change: (method: (typeof METHODS)[number], operation: Operation) => Operation,
): PathItem {
  return METHODS.reduce((changed, method) => {
    const operation = changed[method];
    return operation
      ? { ...changed, [method]: change(method, operation) }
      : changed;
  }, item);
}

export function sorted(
  responses: Operation['responses'],
): Operation['responses'] {
  return Object.fromEntries(
    Object.entries(responses).sort(([a], [b]) => Number(a) - Number(b)),
  );
}
