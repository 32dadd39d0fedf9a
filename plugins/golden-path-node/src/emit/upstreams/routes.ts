import type {
  Stream,
  UpstreamResource,
} from '@golden-path/backstage-plugin-golden-path-common';
import { goText } from '../go/go';

/** What a published resource is asked for. */
export type Operation = 'list' | 'create' | 'get' | 'replace' | 'delete';

/** The members of an `httpx.Route` of each operation that is published, without its handler. */
export function publishedRoutes({
  names: { singular, plural },
  writes,
}: UpstreamResource): { operation: Operation; members: string }[] {
  const list = `/api/v1/${plural.kebab}`;
  const one = `${list}/{id}`;
  const route = (
    operation: Operation,
    verb: string,
    method: string,
    path: string,
  ) => {
    const name = operation === 'list' ? plural : singular;
    return {
      operation,
      members: membersOf(
        `${operation}${name.pascal}`,
        method,
        path,
        `${verb} ${name.words}`,
      ),
    };
  };
  return [
    route('list', 'List', 'Get', list),
    ...(writes ? [route('create', 'Create', 'Post', list)] : []),
    route('get', 'Read', 'Get', one),
    ...(writes
      ? [
          route('replace', 'Replace', 'Put', one),
          route('delete', 'Delete', 'Delete', one),
        ]
      : []),
  ];
}

/** The members of an `httpx.Route` of a stream, without its handler. */
export function streamRoute({ operation, path, summary }: Stream): string {
  return membersOf(operation, 'Get', `/api/v1${path}`, summary);
}

function membersOf(
  id: string,
  method: string,
  path: string,
  summary: string,
): string {
  return [
    `ID: ${goText(id)}`,
    `Method: http.Method${method}`,
    `Path: ${goText(path)}`,
    `Summary: ${goText(summary)}`,
  ].join(', ');
}
