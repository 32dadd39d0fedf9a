import {
  emptyPage,
  ITEM_ALLOW,
  KINDS,
  LIST_ALLOW,
  malformed,
  notAllowed,
  unknown,
} from './expected';
import { REQUEST_ID, type RouterRequest } from './request';
import {
  CHUNKED,
  JSON_TYPE,
  kept,
  LIST,
  NOBODY,
  once,
  written,
} from './written';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

/** Exactly these lines, and nothing that is added to them. */
const bareLines = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;

const close = 'Connection: close';
const requestId = `X-Request-ID: ${REQUEST_ID}`;

export const framing: RouterRequest[] = [
  ...['a b', 'a/b', 'a\x01b', 'é'].map(host =>
    once(
      `a host of ${JSON.stringify(host)}`,
      bareLines(`GET ${LIST} HTTP/1.1`, `Host: ${host}`, close),
      KINDS.refused(),
    ),
  ),
  once('no host', bareLines(`GET ${LIST} HTTP/1.1`, close), KINDS.refused()),
  once(
    'two hosts',
    bareLines(`GET ${LIST} HTTP/1.1`, 'Host: x', 'Host: x', close),
    KINDS.refused(),
  ),
  ...['', 'evil.example', 'x:99999', '[::1]:80', '[::1', "!$&'()*+,;=~._-"].map(
    host =>
      once(
        `a host of ${JSON.stringify(host)}, which is nobody's concern`,
        bareLines(`GET ${LIST} HTTP/1.1`, `Host: ${host}`, requestId, close),
        emptyPage,
      ),
  ),
  once(
    'HTTP/1.0 without a host',
    bareLines(`GET ${LIST} HTTP/1.0`, requestId),
    { ...emptyPage, headers: { connection: null } },
  ),
  ...['HTTP/1', 'HTTP/1.', 'HTTP/x', 'http/1.1', 'HTTP/01.1', ''].map(version =>
    once(
      `a version of ${JSON.stringify(version)}`,
      bareLines(`GET ${LIST} ${version}`, 'Host: x', close),
      KINDS.refused(),
    ),
  ),
  ...['HTTP/2.0', 'HTTP/3.0', 'HTTP/0.9'].map(version =>
    once(
      `a version of ${version}`,
      bareLines(`GET ${LIST} ${version}`, 'Host: x', close),
      { status: 505, bare: true },
    ),
  ),
  ...['G(T', 'G\x00T', ''].map(method =>
    once(
      `a method of ${JSON.stringify(method)}`,
      bareLines(`${method} ${LIST} HTTP/1.1`, 'Host: x', close),
      KINDS.refused(),
    ),
  ),
  ...['X', 'X : 1', ' X: 1', ': 1', 'X(: 1', 'X: a\x00b', 'X: a\x7fb'].map(
    line =>
      once(
        `a header line of ${JSON.stringify(line)}`,
        bareLines(`GET ${LIST} HTTP/1.1`, 'Host: x', line, close),
        KINDS.refused(),
      ),
  ),
  once(
    'a header that is too large',
    bareLines(`GET ${LIST} HTTP/1.1`, 'Host: x', `X: ${'a'.repeat(80 << 10)}`),
    { status: 431, bare: true },
  ),
  once(
    'a target that is too long',
    written(`GET ${LIST}?email=${'a'.repeat(80 << 10)}`),
    { status: 431, bare: true },
  ),
  once('the server as a whole', written('OPTIONS *'), {
    status: 200,
    bare: true,
    headers: { 'content-length': '0' },
    body: '',
  }),
  once('an asterisk that is read', written('GET *'), KINDS.nothing()),
  once('a tunnel', written('CONNECT other.example:443'), KINDS.nothing()),
  once(
    'a tunnel to a path',
    written(`CONNECT ${LIST}`),
    notAllowed(LIST_ALLOW),
  ),
  once(
    'a method over another',
    written(`POST ${LIST}/${NOBODY}`, ['X-HTTP-Method-Override: DELETE']),
    notAllowed(ITEM_ALLOW),
  ),
  once(
    'an offer of another protocol',
    written(`GET ${LIST}`, [
      'Connection: Upgrade, HTTP2-Settings',
      'Upgrade: h2c',
      'HTTP2-Settings: AAMAAABkAAQAAP__',
    ]),
    { ...emptyPage, headers: { upgrade: null } },
  ),
  once(
    'a request by anybody, with an id of the service',
    bareLines(`GET ${LIST} HTTP/1.1`, 'Host: x', close),
    { ...emptyPage, headers: { 'x-request-id': /^[0-9a-f]{32}$/ } },
  ),
  ...['a b', '<script>', 'a'.repeat(65), ''].map(id =>
    once(
      `a request whose id is ${id}, with an id of the service`,
      bareLines(
        `GET ${LIST} HTTP/1.1`,
        'Host: x',
        `X-Request-ID: ${id}`,
        close,
      ),
      { ...emptyPage, headers: { 'x-request-id': /^[0-9a-f]{32}$/ } },
    ),
  ),
  once(
    'two ids, of which the first counts',
    written(`GET ${LIST}`, ['X-Request-ID: two']),
    emptyPage,
  ),
  once(
    'a failure within a trace',
    written('GET /nothing', [`Traceparent: 00-${TRACE}-00f067aa0ba902b7-01`]),
    { ...KINDS.nothing(), body: new RegExp(`"trace_id":"${TRACE}"`) },
  ),
  {
    what: 'three requests at once over one connection',
    send: () =>
      kept(`GET ${LIST}/${NOBODY}`) +
      kept('PATCH /nothing', ['Content-Length: 5'], 'hello') +
      written(`GET ${LIST}`),
    answers: [
      { ...unknown, headers: { connection: null } },
      { ...KINDS.nothing(), headers: { connection: null } },
      { ...emptyPage, headers: { connection: 'close' } },
    ],
  },
  {
    what: 'nothing after what is no request',
    send: () =>
      `${kept(`GET ${LIST}`)}nonsense\r\n\r\n${written(`GET ${LIST}`)}`,
    answers: [emptyPage, KINDS.refused()],
  },
  {
    what: 'nothing of what a body hides',
    send: () =>
      kept(
        `POST ${LIST}`,
        [JSON_TYPE, 'Content-Length: 4', CHUNKED],
        `0\r\n\r\n${written(`DELETE ${LIST}/${NOBODY}`)}`,
      ),
    answers: [malformed(/byte 0/), unknown],
  },
];
