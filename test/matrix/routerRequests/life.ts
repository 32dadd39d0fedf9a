import type { WireAnswer } from '../../support/wire';
import { unknown, versioned } from './expected';
import type { Known, RouterRequest } from './request';
import { customer, JSON_TYPE, LIST, once, withJson, written } from './written';

const location = ({ headers }: WireAnswer) =>
  headers.location!.split('/').pop()!;

const item = (method: string, { ann }: Known) => `${method} ${LIST}/${ann}`;

/** A customer's life. */
export const life: RouterRequest[] = [
  once('an empty list', written(`GET ${LIST}`), {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-cache',
    },
    body: '{"items":[],"next_cursor":null}\n',
  }),
  {
    what: 'creates',
    send: () => withJson(`POST ${LIST}`, customer('ann')),
    answers: [
      {
        ...versioned(201, 1, 'ann'),
        headers: {
          etag: '"1"',
          'content-type': 'application/json',
          location: /^\/api\/v1\/customers\/[0-9a-f-]{36}$/,
        },
      },
    ],
    keep: { ann: location },
  },
  once('creates none twice', withJson(`POST ${LIST}`, customer('ann')), {
    status: 409,
    code: 'already_exists',
    headers: { location: null, etag: null },
  }),
  {
    what: 'creates another in chunks, each with an extension, and a trailer',
    send: () => {
      const body = customer('bob', { name: 'Bob' });
      const half = body.length >> 1;
      const chunk = (text: string) =>
        `${text.length.toString(16).toUpperCase()};x=1\r\n${text}\r\n`;
      return written(
        `POST ${LIST}`,
        [JSON_TYPE, 'Transfer-Encoding: Chunked', 'Trailer: X-Sum'],
        `${chunk(body.slice(0, half))}${chunk(
          body.slice(half),
        )}0\r\nX-Sum: 1\r\n\r\n`,
      );
    },
    answers: [versioned(201, 1, 'bob', 'Bob')],
    keep: { bob: location },
  },
  once('reads', known => written(item('GET', known)), versioned(200, 1, 'ann')),
  once('heads', known => written(item('HEAD', known)), {
    status: 200,
    headers: { etag: '"1"', 'content-type': 'application/json' },
  }),
  once(
    'reads by an escaped id',
    ({ ann = '' }) => written(`GET ${LIST}/%3${ann[0]}${ann.slice(1)}`),
    versioned(200, 1, 'ann'),
  ),
  once(
    'reads in the absolute form of another host',
    ({ ann }) => written(`GET http://other.example${LIST}/${ann}`),
    versioned(200, 1, 'ann'),
  ),
  ...['"1"', 'W/"1"', '"9", "1"', '*'].flatMap(tag =>
    ['GET', 'HEAD'].map(method =>
      once(
        `knows what a reader has by ${tag}, ${method}`,
        known => written(item(method, known), [`If-None-Match: ${tag}`]),
        {
          status: 304,
          headers: {
            etag: '"1"',
            'content-length': null,
            'content-type': null,
          },
        },
      ),
    ),
  ),
  once(
    'takes two headers of tags for one list',
    known =>
      written(item('GET', known), ['If-None-Match: "9"', 'If-None-Match: "1"']),
    { status: 304, headers: { etag: '"1"' } },
  ),
  once(
    'sends what a reader does not have',
    known => written(item('GET', known), ['If-None-Match: "2"']),
    versioned(200, 1, 'ann'),
  ),
  once(
    'replaces nothing unseen',
    known => withJson(item('PUT', known), customer('ann')),
    {
      status: 428,
      code: 'version_required',
      headers: { 'cache-control': 'no-store' },
      body: /"If-Match"/,
    },
  ),
  ...['PUT', 'DELETE'].map(method =>
    once(
      `takes no empty version for none, ${method}`,
      known => withJson(item(method, known), customer('ann'), ['If-Match:']),
      { status: 400, code: 'invalid_parameter', body: /"If-Match"/ },
    ),
  ),
  once(
    'replaces',
    known =>
      withJson(item('PUT', known), customer('ann', { name: 'Ann' }), [
        'If-Match: "1"',
      ]),
    versioned(200, 2, 'ann', 'Ann'),
  ),
  once(
    'replaces nothing older',
    known => withJson(item('PUT', known), customer('ann'), ['If-Match: "1"']),
    { status: 412, code: 'stale_version' },
  ),
  once(
    'compares tags strongly',
    known => withJson(item('PUT', known), customer('ann'), ['If-Match: W/"2"']),
    { status: 409, code: 'unknown_version' },
  ),
  once(
    'refuses two tags',
    known =>
      withJson(item('PUT', known), customer('ann'), [
        'If-Match: "1"',
        'If-Match: "2"',
      ]),
    { status: 409, code: 'unknown_version' },
  ),
  once(
    'replaces whatever there is',
    known =>
      withJson(item('PUT', known), customer('ann', { name: 'Anna' }), [
        'If-Match: *',
      ]),
    versioned(200, 3, 'ann', 'Anna'),
  ),
  {
    what: 'lists a page',
    send: () => written(`GET ${LIST}?sort=created_at&limit=1`),
    answers: [
      {
        status: 200,
        body: /^\{"items":\[\{.*"Anna"\}\],"next_cursor":"created_at\.[0-9a-f]{16}\.[0-9a-f]{32}"\}\n$/,
      },
    ],
    keep: {
      cursor: ({ body }) => JSON.parse(body.toString()).next_cursor as string,
    },
  },
  once(
    'lists the next page',
    ({ cursor }) => written(`GET ${LIST}?limit=1&cursor=${cursor}`),
    { status: 200, body: /^\{"items":\[\{.*"Bob"\}\],"next_cursor":null\}\n$/ },
  ),
  ...['bob@example.com', 'bob%40example.com', 'b%6fb@example.com'].map(email =>
    once(`filters by ${email}`, written(`GET ${LIST}?email=${email}`), {
      status: 200,
      body: /^\{"items":\[\{[^{]*"Bob"\}\],"next_cursor":null\}\n$/,
    }),
  ),
  once(
    'creates many',
    withJson(
      `POST ${LIST}/batch/create`,
      `{"items":[${customer('cat')},${customer('ann')},{}]}`,
    ),
    {
      status: 200,
      body: /^\{"results":\[\{"status":201,"id":"[^"]+"\},\{"status":409,[^]*\{"status":422,[^]*\]\}\n$/,
    },
  ),
  once(
    'removes nothing older',
    known => written(item('DELETE', known), ['If-Match: "1"']),
    { status: 412, code: 'stale_version' },
  ),
  once('removes', known => written(item('DELETE', known)), {
    status: 204,
    headers: { 'content-length': null, 'content-type': null, etag: null },
    body: '',
  }),
  ...['GET', 'HEAD', 'DELETE'].map(method =>
    once(
      `finds nothing removed, ${method}`,
      known => written(item(method, known)),
      unknown,
    ),
  ),
];
