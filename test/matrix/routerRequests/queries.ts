import type { Expected, RouterRequest } from './request';
import { LIST, once, written } from './written';

const invalidQuery = (parameter: string, code: string): Expected => ({
  status: 400,
  code: 'invalid_query',
  body: new RegExp(
    `"errors":\\[\\{"parameter":"${parameter}","code":"${code}"`,
  ),
});

const badQueries = (
  [
    ['limit=1&limit=1', 'limit', 'repeated'],
    ['limit=1&limi%74=2', 'limit', 'repeated'],
    ['limit', 'limit', 'format'],
    ['limit=', 'limit', 'format'],
    ['limit=0', 'limit', 'format'],
    ['limit=%31%30%31', 'limit', 'format'],
    ['limit=1?', 'limit', 'format'],
    ['LIMIT=1', 'LIMIT', 'unknown'],
    ['=1', '', 'unknown'],
    ['color=red', 'color', 'unknown'],
    ['sort=name', 'sort', 'format'],
    ['cursor=%00', 'cursor', 'text'],
    ['cursor=x', 'cursor', 'format'],
    ['email=%FF', 'email', 'text'],
    ['email=\xff', 'email', 'text'],
    ['email=%', 'query', 'encoding'],
    ['email=%zz', 'query', 'encoding'],
    ['%zz', 'query', 'encoding'],
    ['limit=1;sort=id', 'query', 'encoding'],
  ] as const
).flatMap(([query, parameter, code]) =>
  ['GET', 'HEAD'].map(method =>
    once(
      `${method} with the query ${query}`,
      written(`${method} ${LIST}?${query}`),
      parameter === ''
        ? { status: 400, code: 'invalid_query', body: /"code":"unknown"/ }
        : invalidQuery(parameter, code),
    ),
  ),
);

const goodQueries = [
  '&',
  '&&',
  'limit=1&',
  'limit=%31',
  'email=a+b',
  'email=',
].map(query =>
  once(`GET with the query ${query}`, written(`GET ${LIST}?${query}`), {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: /^\{"items":\[/,
  }),
);

export const queries: RouterRequest[] = [...badQueries, ...goodQueries];
