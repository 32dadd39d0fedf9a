import {
  emptyPage,
  KINDS,
  LIST_ALLOW,
  notAllowed,
  tooLarge,
  unknown,
} from './expected';
import { MAX_BODY, ORIGIN, type RouterRequest } from './request';
import { JSON_TYPE, LIST, NOBODY, once, sized, written } from './written';

const shared = {
  'access-control-allow-origin': ORIGIN,
  'cross-origin-resource-policy': 'cross-origin',
  vary: 'Origin',
};
const alone = {
  'access-control-allow-origin': null,
  'access-control-allow-methods': null,
  'access-control-expose-headers': null,
  'cross-origin-resource-policy': 'same-site',
  vary: 'Origin',
};
const readable = {
  ...shared,
  'access-control-expose-headers': /\bETag\b.*\bLocation\b.*\bX-Request-ID\b/,
  'access-control-allow-credentials': null,
};
const preflight = (target: string, origin: string) =>
  written(`OPTIONS ${target}`, [
    `Origin: ${origin}`,
    'Access-Control-Request-Method: PUT',
    'Access-Control-Request-Headers: if-match, content-type',
  ]);
const from = (
  line: string,
  origin: string,
  headers: string[] = [],
  body = '',
) => written(line, [`Origin: ${origin}`, ...headers], body);

export const origins: RouterRequest[] = [
  ...[LIST, `${LIST}/${NOBODY}`, `${LIST}/a%2Fb`, `${LIST}/`, '/nothing'].map(
    target =>
      once(`a preflight for ${target}`, preflight(target, ORIGIN), {
        status: 204,
        headers: {
          ...shared,
          'access-control-allow-methods': 'GET, HEAD, POST, PUT, DELETE',
          'access-control-allow-headers': /Content-Type.*If-Match/,
          'access-control-max-age': '600',
          'access-control-allow-credentials': null,
          'content-length': null,
          allow: null,
        },
        body: '',
      }),
  ),
  ...[
    'https://evil.example',
    `${ORIGIN}.evil.example`,
    'http://shop.example',
    'null',
  ].flatMap(origin => [
    once(`a preflight of ${origin}`, preflight(LIST, origin), {
      ...notAllowed(LIST_ALLOW),
      headers: { ...alone, allow: LIST_ALLOW },
    }),
    once(`a read by ${origin}`, from(`GET ${LIST}`, origin), {
      ...emptyPage,
      headers: alone,
    }),
  ]),
  once(
    'no preflight: no method is asked for',
    from(`OPTIONS ${LIST}`, ORIGIN),
    {
      ...notAllowed(LIST_ALLOW),
      headers: { ...readable, allow: LIST_ALLOW },
    },
  ),
  once('a read', from(`GET ${LIST}`, ORIGIN), {
    ...emptyPage,
    headers: readable,
  }),
  once('a read by nobody', written(`GET ${LIST}`), {
    ...emptyPage,
    headers: alone,
  }),
  once('a look', from(`HEAD ${LIST}`, ORIGIN), {
    status: 200,
    headers: readable,
  }),
  once('a failure: no route', from('GET /nothing', ORIGIN), {
    ...KINDS.nothing(),
    headers: readable,
  }),
  once('a failure: a slash', from(`GET ${LIST}/`, ORIGIN), {
    ...KINDS.nothing(),
    headers: readable,
  }),
  once('a failure: no method', from(`PATCH ${LIST}`, ORIGIN), {
    ...notAllowed(LIST_ALLOW),
    headers: { ...readable, allow: LIST_ALLOW },
  }),
  once('a failure: no item', from(`GET ${LIST}/${NOBODY}`, ORIGIN), {
    ...unknown,
    headers: readable,
  }),
  once(
    'a failure: too large',
    from(
      `POST ${LIST}`,
      ORIGIN,
      [JSON_TYPE, `Content-Length: ${MAX_BODY + 1}`],
      sized(MAX_BODY + 1),
    ),
    { ...tooLarge, headers: readable },
  ),
];
