import type { UpstreamResource } from '@golden-path/backstage-plugin-golden-path-common';
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
      members: [
        `ID: ${goText(`${operation}${name.pascal}`)}`,
        `Method: http.Method${method}`,
        `Path: ${goText(path)}`,
        `Summary: ${goText(`${verb} ${name.words}`)}`,
      ].join(', '),
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
