// What a service of customers is asked, whichever router it has, and what it has
// to answer. Requests are written as they go over the wire.
import type { WireAnswer } from '../support/wire';

/** The most bytes of a body. */
export const MAX_BODY = 4096;
/** The times in which a client has to send a header, and a whole request. */
export const HEADER_TIMEOUT_MS = 3000;
export const READ_TIMEOUT_MS = 4000;
/** The site whose pages may read answers. */
export const ORIGIN = 'https://shop.example';
/** The id that requests have. */
export const REQUEST_ID = 'conformance-1';

/** What answers said before: ids and places in lists. */
type Known = Readonly<Record<string, string>>;

/** What has to come back. */
export interface Expected {
  readonly status: number;
  /** The code of the problem document; every failure of the service has one. */
  readonly code?: string;
  /** Headers by names in lower case; null for one that must not come. */
  readonly headers?: Readonly<Record<string, string | RegExp | null>>;
  /** A pattern of the body, or all of it. */
  readonly body?: RegExp | string;
  /** The server itself answers, before any handler: no headers of the service come. */
  readonly bare?: boolean;
}

/** One exchange, or several over one connection. */
export interface RouterRequest {
  readonly what: string;
  /** What is sent; parts are sent `pauseMs` apart. */
  readonly send: (known: Known) => string | readonly string[];
  readonly pauseMs?: number;
  /** Sent to the port of probes instead of the API. */
  readonly isForAdmin?: boolean;
  /** What comes back, one for each answer; the server just closes if there is none. */
  readonly answers: readonly Expected[];
  /** Values of the last answer that later requests need. */
  readonly keep?: Readonly<Record<string, (answer: WireAnswer) => string>>;
}

const LIST = '/api/v1/customers';
const NOBODY = '0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60';
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const JSON_TYPE = 'Content-Type: application/json';
const ITEM_ALLOW = 'DELETE, GET, HEAD, PUT';
const LIST_ALLOW = 'GET, HEAD, POST';

/** A request that leaves the connection open. */
function kept(
  line: string,
  headers: readonly string[] = [],
  body = '',
): string {
  const lines = [
    `${line} HTTP/1.1`,
    'Host: x',
    `X-Request-ID: ${REQUEST_ID}`,
    ...headers,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** A request after whose answer the server closes the connection. */
const written = (line: string, headers: readonly string[] = [], body = '') =>
  kept(line, ['Connection: close', ...headers], body);

/** A request with a JSON body, whose length is given. */
const withJson = (line: string, body: string, headers: string[] = []) =>
  written(
    line,
    [JSON_TYPE, `Content-Length: ${Buffer.byteLength(body)}`, ...headers],
    Buffer.from(body).toString('latin1'),
  );

const customer = (name: string, rest: object = {}) =>
  JSON.stringify({ email: `${name}@example.com`, ...rest });

const once = (
  what: string,
  request: string | ((known: Known) => string),
  answer: Expected,
): RouterRequest => ({
  what,
  send: typeof request === 'string' ? () => request : request,
  answers: [answer],
});

/** What each method is answered at a kind of place, and what the others are. */
type Kind = (method: string) => Expected;

const notAllowed = (allow: string): Expected => ({
  status: 405,
  code: 'method_not_allowed',
  headers: { allow },
});

const served =
  (answers: Readonly<Record<string, Expected>>, allow: string): Kind =>
  method =>
    answers[method === 'HEAD' ? 'GET' : method] ?? notAllowed(allow);

const unsupported = { status: 415, code: 'unsupported_media_type' };
const wrong = { status: 400, code: 'invalid_parameter' };
const unknown = { status: 404, code: 'not_found' };

const KINDS = {
  list: served(
    {
      GET: { status: 200, body: /^\{"items":\[.*\],"next_cursor":null\}\n$/ },
      POST: unsupported,
    },
    LIST_ALLOW,
  ),
  item: served({ GET: unknown, PUT: wrong, DELETE: unknown }, ITEM_ALLOW),
  wrongItem: served({ GET: wrong, PUT: wrong, DELETE: wrong }, ITEM_ALLOW),
  batch: served({ POST: unsupported }, 'POST'),
  contract: served(
    {
      GET: {
        status: 200,
        headers: { 'content-type': 'application/yaml' },
        body: /^[^]*openapi: 3\.1/,
      },
    },
    'GET, HEAD',
  ),
  nothing: () => ({ status: 404, code: 'route_not_found' }),
  refused: () => ({ status: 400, bare: true, body: /^400 Bad Request/ }),
} satisfies Record<string, Kind>;

const METHODS = [
  ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'],
  ...['BREW', 'get'],
];

const PLACES: Readonly<Record<keyof typeof KINDS, readonly string[]>> = {
  list: [
    LIST,
    `${LIST}?`,
    '/api/v1/cust%6fmers',
    '/%61%70%69/v1/customers',
    `http://other.example${LIST}`,
    `HTTP://OTHER.example:81${LIST}`,
    `https://user:word@other.example${LIST}?`,
  ],
  item: [
    `${LIST}/${NOBODY}`,
    `${LIST}/%30${NOBODY.slice(1)}`,
    `${LIST}/${NOBODY.replaceAll('-', '%2d')}`,
    `/api/v1/cust%6Fmers/${NOBODY}`,
    `http://other.example${LIST}/${NOBODY}`,
  ],
  wrongItem: [
    `${LIST}/1`,
    `${LIST}/batch`,
    `${LIST}/a%2Fb`,
    `${LIST}/a%2fb`,
    `${LIST}/${NOBODY}%2F`,
    `${LIST}/batch%2Fcreate`,
    `${LIST}/a%20b`,
    `${LIST}/a+b`,
    `${LIST}/a;b`,
    `${LIST}/a=b&c`,
    `${LIST}/a:b`,
    `${LIST}/:id`,
    `${LIST}/%3Aid`,
    `${LIST}/{id}`,
    `${LIST}/%7Bid%7D`,
    `${LIST}/*`,
    `${LIST}/...`,
    `${LIST}/%00`,
    `${LIST}/%FF`,
    `${LIST}/%C3%A9`,
    `${LIST}/\xc3\xa9`,
    `${LIST}/%25`,
    `${LIST}/%252F`,
    `${LIST}/\\`,
    `${LIST}/"<>^|`,
    `${LIST}/a#b`,
    `${LIST}/${'a'.repeat(2000)}`,
  ],
  batch: [`${LIST}/batch/create`, `${LIST}/batch/cre%61te`],
  contract: ['/openapi.yaml', '/openapi%2Eyaml'],
  nothing: [
    '/',
    '//',
    '///',
    '/api',
    '/api/v1',
    `${LIST}/`,
    `${LIST}//`,
    `/${LIST}`,
    `//other.example${LIST}`,
    '/api//v1/customers',
    '/api/v1/customer',
    '/api/v1/customersx',
    '/API/V1/CUSTOMERS',
    '/api%2Fv1/customers',
    '/api/v1%2fcustomers',
    '/%2Fapi/v1/customers',
    `${LIST}#x`,
    `${LIST}%3F`,
    `${LIST}%20`,
    `${LIST}/.`,
    `${LIST}/..`,
    `${LIST}/%2e`,
    `${LIST}/%2E%2E`,
    `${LIST}/.%2e`,
    `/api/v1/../v1/customers`,
    '/api/v1/./customers',
    '/api/v1/%2e%2e/v1/customers',
    `/../..${LIST}`,
    `${LIST}/%2F`,
    `${LIST}/${NOBODY}/`,
    `${LIST}//${NOBODY}`,
    `${LIST}/${NOBODY}//`,
    `${LIST}/${NOBODY}/x`,
    `${LIST}/${NOBODY}/create`,
    `${LIST}/batch/`,
    `${LIST}/batch//create`,
    `${LIST}/batch/create/`,
    `${LIST}/batch/create/x`,
    `${LIST}/batch/other`,
    '/metrics',
    '/livez',
    '/debug/pprof/',
    'http://other.example',
    'http://other.example/',
  ],
  refused: [
    `${LIST}/%`,
    `${LIST}/%z`,
    `${LIST}/%zz`,
    `${LIST}/%2`,
    '/api/v1/%zz/customers',
    'api/v1/customers',
    `${LIST}/a b`,
    `${LIST}/\x01`,
    `${LIST}/\x7f`,
    'http://other.example:port/',
    'http://[::1/',
    'http://a b/',
    ':',
  ],
};

/** Every method at every place. */
const everywhere = Object.entries(PLACES).flatMap(([kind, targets]) =>
  targets.flatMap(target =>
    METHODS.map(method =>
      once(
        `${method} of ${kind} ${target}`,
        written(`${method} ${target}`),
        KINDS[kind as keyof typeof KINDS](method),
      ),
    ),
  ),
);

const versioned = (
  status: number,
  version: number,
  name: string,
  value: string | null = null,
): Expected => ({
  status,
  headers: { etag: `"${version}"`, 'content-type': 'application/json' },
  body: new RegExp(
    `^\\{"id":"[0-9a-f-]{36}","version":${version},"created_at":"[^"]+Z","updated_at":"[^"]+Z",` +
      `"email":"${name}@example\\.com","name":${JSON.stringify(value)}\\}\\n$`,
  ),
});

const location = ({ headers }: WireAnswer) =>
  headers.location!.split('/').pop()!;

const item = (method: string, { ann }: Known) => `${method} ${LIST}/${ann}`;

/** A customer's life. */
const life: RouterRequest[] = [
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
    { status: 400, code: 'invalid_parameter', body: /"If-Match"/ },
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

const invalidQuery = (parameter: string, code: string): Expected => ({
  status: 400,
  code: 'invalid_query',
  body: new RegExp(
    `"errors":\\[\\{"parameter":"${parameter}","code":"${code}"`,
  ),
});

const queries = (
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

const tooLarge: Expected = {
  status: 413,
  code: 'too_large',
  headers: { connection: 'close' },
  body: new RegExp(`may have ${MAX_BODY} bytes`),
};
const malformed = (detail: RegExp): Expected => ({
  status: 400,
  code: 'malformed_body',
  body: detail,
});

const post = (headers: string[], body: string) =>
  written(`POST ${LIST}`, headers, body);
/** A body of exactly so many bytes that can be read, but breaks a rule. */
const sized = (size: number) => `{"x":"${'a'.repeat(size - 8)}"}`;
const inChunks = (body: string) =>
  `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
const CHUNKED = 'Transfer-Encoding: chunked';
/**
 * A length that no server reads to its end. Most of such a body is never sent: who
 * is still sending when the connection closes may lose the answer.
 */
const HUGE = `Content-Length: ${1 << 20}`;

const bodies: RouterRequest[] = [
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

const expecting = (headers: string[], body: string, line = `POST ${LIST}`) =>
  kept(line, ['Expect: 100-continue', ...headers], body);

const expectations: RouterRequest[] = [
  {
    what: 'tells to go on before a body is read',
    send: () =>
      written(
        `POST ${LIST}`,
        [JSON_TYPE, 'Content-Length: 2', 'Expect: 100-continue'],
        '{}',
      ),
    answers: [
      { status: 100, bare: true, body: '' },
      { status: 422, code: 'invalid' },
    ],
  },
  ...(
    [
      ['a wrong type', ['Content-Length: 2'], `POST ${LIST}`, unsupported],
      [
        'no route',
        [JSON_TYPE, 'Content-Length: 2'],
        'POST /x',
        KINDS.nothing(),
      ],
      [
        'no method',
        [JSON_TYPE, 'Content-Length: 2'],
        `PATCH ${LIST}`,
        notAllowed(LIST_ALLOW),
      ],
    ] as const
  ).map(([why, headers, line, answer]) =>
    once(
      `refuses before a body is sent: ${why}`,
      expecting([...headers], '', line),
      {
        ...answer,
        headers: {
          ...('headers' in answer && answer.headers),
          connection: 'close',
        },
      },
    ),
  ),
  once(
    'expects nothing else',
    written(`POST ${LIST}`, ['Expect: coffee', 'Content-Length: 0']),
    { status: 417, bare: true },
  ),
];

/** Exactly these lines, and nothing that is added to them. */
const bareLines = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;
const emptyPage: Expected = { status: 200, body: /^\{"items":\[/ };
const close = 'Connection: close';
const requestId = `X-Request-ID: ${REQUEST_ID}`;

const framing: RouterRequest[] = [
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

const origins: RouterRequest[] = [
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

/** Clients that take their time, which the server bounds. None needs what another makes. */
export const SLOW_REQUESTS: readonly RouterRequest[] = [
  {
    what: 'a header in pieces, in time',
    send: () => written(`GET ${LIST}/${NOBODY}`).match(/[^]{1,20}/g)!,
    pauseMs: 20,
    answers: [unknown],
  },
  {
    what: 'a body in pieces, in time',
    send: () => {
      const request = withJson(`POST ${LIST}`, customer('eve'));
      const head = request.indexOf('\r\n\r\n') + 4;
      return [request.slice(0, head), ...request.slice(head).match(/.{1,8}/g)!];
    },
    pauseMs: 20,
    answers: [versioned(201, 1, 'eve')],
  },
  {
    what: 'a header that does not end',
    send: () => written(`GET ${LIST}`).slice(0, -2),
    answers: [],
  },
  {
    what: 'a header that never ends, a byte at a time',
    send: () => [
      `${kept(`GET ${LIST}`).slice(0, -2)}X: `,
      ...'x'.repeat((3 * HEADER_TIMEOUT_MS) / 50),
    ],
    pauseMs: 50,
    answers: [],
  },
  {
    what: 'a connection that is not used',
    send: () => '',
    answers: [],
  },
  {
    what: 'a body that does not end',
    send: () =>
      kept(`POST ${LIST}`, [JSON_TYPE, 'Content-Length: 20'], '{"email":'),
    answers: [
      { ...malformed(/ended early/), headers: { connection: 'close' } },
    ],
  },
  {
    what: 'a body that never ends, a byte at a time',
    send: () => [
      kept(`POST ${LIST}`, [JSON_TYPE, `Content-Length: ${MAX_BODY}`]),
      ...' '.repeat((3 * READ_TIMEOUT_MS) / 50),
    ],
    pauseMs: 50,
    answers: [
      { ...malformed(/ended early/), headers: { connection: 'close' } },
    ],
  },
  {
    what: 'a chunk that does not end',
    send: () => kept(`POST ${LIST}`, [JSON_TYPE, CHUNKED], '5\r\n{'),
    answers: [
      { ...malformed(/ended early/), headers: { connection: 'close' } },
    ],
  },
  {
    what: 'a body that does not end, where nothing is',
    send: () => kept('POST /nothing', ['Content-Length: 20'], '{'),
    answers: [KINDS.nothing()],
  },
];

/** The port of probes has a router, too. */
const admin: RouterRequest[] = (
  [
    ['GET', '/livez', { status: 200, body: '{"status":"ok","checks":{}}\n' }],
    ['GET', '/livez/', { status: 404 }],
    ['GET', '//livez', { status: 404 }],
    ['GET', '/live%7A', { status: 200, body: '{"status":"ok","checks":{}}\n' }],
    ['GET', '/%2e/livez', { status: 404 }],
    ['GET', '/readyz', { status: 200, body: /"postgres":"ok"/ }],
    ['POST', '/livez', { status: 405, headers: { allow: 'GET, HEAD' } }],
    ['GET', LIST, { status: 404 }],
    ['GET', '/loglevel', { status: 200, body: /info/i }],
    [
      'DELETE',
      '/loglevel',
      { status: 405, headers: { allow: 'GET, HEAD, PUT' } },
    ],
  ] as const
).map(([method, target, answer]) => ({
  ...once(`${method} ${target} of probes`, written(`${method} ${target}`), {
    ...answer,
    bare: true,
  }),
  isForAdmin: true,
}));

/** Every request, in order: later ones know what earlier ones made. */
export const ROUTER_REQUESTS: Readonly<
  Record<string, readonly RouterRequest[]>
> = {
  'serves a life': life,
  'answers every method everywhere': everywhere,
  'reads queries': [...queries, ...goodQueries],
  'bounds and reads bodies': bodies,
  'asks for bodies, or does not': expectations,
  'takes requests apart': framing,
  'lets pages of one site read': origins,
  'waits so long, and no longer': SLOW_REQUESTS,
  'has probes': admin,
};
