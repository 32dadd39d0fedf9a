import {
  KINDS,
  LIST_ALLOW,
  malformed,
  notAllowed,
  tooLarge,
  unknown,
  unsupported,
} from './expected';
import { MAX_BODY, type RouterRequest } from './request';
import {
  CHUNKED,
  HUGE,
  inChunks,
  JSON_TYPE,
  kept,
  LIST,
  NOBODY,
  once,
  sized,
  withJson,
  written,
} from './written';

const post = (headers: string[], body: string) =>
  written(`POST ${LIST}`, headers, body);

export const bodies: RouterRequest[] = [
  once(
    'a body of the limit',
    withJson(`POST ${LIST}`, sized(MAX_BODY)),
    malformed(/"\/x"/),
  ),
  once(
    'a body over the limit',
    withJson(`POST ${LIST}`, sized(MAX_BODY + 1)),
    tooLarge,
  ),
  once(
    'a body so far over the limit that nobody waits for its end',
    kept(`POST ${LIST}`, [JSON_TYPE, HUGE], sized(MAX_BODY + 1)),
    tooLarge,
  ),
  once(
    'chunks of the limit',
    post([JSON_TYPE, CHUNKED], inChunks(sized(MAX_BODY))),
    malformed(/"\/x"/),
  ),
  once(
    'chunks over the limit',
    post([JSON_TYPE, CHUNKED], inChunks(sized(MAX_BODY + 1))),
    tooLarge,
  ),
  once(
    'chunks so far over the limit that nobody waits for their end',
    kept(`POST ${LIST}`, [JSON_TYPE, CHUNKED], inChunks(sized(300 << 10))),
    tooLarge,
  ),
  once(
    'a large body where nothing is',
    kept('POST /nothing', [JSON_TYPE, HUGE]),
    { ...KINDS.nothing(), headers: { connection: 'close' } },
  ),
  once(
    'a large body of a method that is not served',
    kept(`PATCH ${LIST}`, [JSON_TYPE, HUGE]),
    {
      ...notAllowed(LIST_ALLOW),
      headers: { allow: LIST_ALLOW, connection: 'close' },
    },
  ),
  once(
    'a body of a read, which nobody reads',
    withJson(`GET ${LIST}/${NOBODY}`, '{}'),
    unknown,
  ),
  ...[
    'text/plain',
    'application/xml',
    'application/problem+json',
    'multipart/form-data; boundary=x',
    'application/json; charset=latin1',
    'application/json;',
    'application/json; charset',
    'json',
    '',
  ].map(type =>
    once(
      `a body of type ${type}`,
      post([`Content-Type: ${type}`, 'Content-Length: 2'], '{}'),
      type === 'application/json;'
        ? { status: 422, code: 'invalid' }
        : unsupported,
    ),
  ),
  ...['application/json; charset=UTF-8', 'APPLICATION/JSON'].map(type =>
    once(
      `a body of type ${type}`,
      post([`Content-Type: ${type}`, 'Content-Length: 2'], '{}'),
      { status: 422, code: 'invalid', body: /"\/email"/ },
    ),
  ),
  once(
    'a body of two types, of which the first counts',
    post([JSON_TYPE, 'Content-Type: text/plain', 'Content-Length: 2'], '{}'),
    { status: 422, code: 'invalid' },
  ),
  once(
    'a body that is compressed',
    post([JSON_TYPE, 'Content-Encoding: gzip', 'Content-Length: 2'], '{}'),
    { status: 415, code: 'unsupported_encoding' },
  ),
  ...(
    [
      ['', /byte 0/],
      ['[]', /must be a JSON object/],
      ['{', /near byte/],
      ['{} {}', /text after/],
      ['\xff', /UTF-8/],
    ] as const
  ).map(([body, detail]) =>
    once(
      `a body that is ${JSON.stringify(body)}`,
      post([JSON_TYPE, `Content-Length: ${body.length}`], body),
      malformed(detail),
    ),
  ),
  once(
    'a chunk whose size is none',
    post([JSON_TYPE, CHUNKED], 'nonsense\r\n{}\r\n0\r\n\r\n'),
    malformed(/ended early/),
  ),
  once(
    'a chunk that is longer than its size',
    post([JSON_TYPE, CHUNKED], '1\r\n{}\r\n0\r\n\r\n'),
    malformed(/ended early/),
  ),
  once(
    'a length beside chunks, which count',
    post([JSON_TYPE, 'Content-Length: 7', CHUNKED], inChunks('{}')),
    { status: 422, code: 'invalid' },
  ),
  once(
    'a length twice, the same',
    post([JSON_TYPE, 'Content-Length: 2', 'Content-Length: 2'], '{}'),
    { status: 422, code: 'invalid' },
  ),
  once(
    'two lengths',
    post([JSON_TYPE, 'Content-Length: 2', 'Content-Length: 3'], '{}'),
    KINDS.refused(),
  ),
  ...['-1', '+2', '0x2', '2, 2', '2 2', 'two', '99999999999999999999'].map(
    length =>
      once(
        `a length of ${length}`,
        post([JSON_TYPE, `Content-Length: ${length}`], '{}'),
        KINDS.refused(),
      ),
  ),
  ...['gzip', 'gzip, chunked', 'chunked, chunked', 'identity'].map(coding =>
    once(
      `a transfer coding of ${coding}`,
      post([JSON_TYPE, `Transfer-Encoding: ${coding}`], inChunks('{}')),
      { status: 501, bare: true, body: /Unsupported transfer encoding/ },
    ),
  ),
];
