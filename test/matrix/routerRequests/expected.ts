// What a service of customers answers, in more than one subject.
import { MAX_BODY, type Expected } from './request';

export const ITEM_ALLOW = 'DELETE, GET, HEAD, PUT';
export const LIST_ALLOW = 'GET, HEAD, POST';

/** What each method is answered at a kind of place, and what the others are. */
type Kind = (method: string) => Expected;

/** A refusal of a method, with those that are allowed. */
export const notAllowed = (allow: string): Expected => ({
  status: 405,
  code: 'method_not_allowed',
  headers: { allow },
});

const served =
  (answers: Readonly<Record<string, Expected>>, allow: string): Kind =>
  method =>
    answers[method === 'HEAD' ? 'GET' : method] ?? notAllowed(allow);

export const unsupported = { status: 415, code: 'unsupported_media_type' };
const wrong = { status: 400, code: 'invalid_parameter' };
const unversioned = { status: 428, code: 'version_required' };
export const unknown = { status: 404, code: 'not_found' };

/** The kinds of places. */
export const KINDS = {
  list: served(
    {
      GET: { status: 200, body: /^\{"items":\[.*\],"next_cursor":null\}\n$/ },
      POST: unsupported,
    },
    LIST_ALLOW,
  ),
  item: served({ GET: unknown, PUT: unversioned, DELETE: unknown }, ITEM_ALLOW),
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

/** A customer in a version. */
export const versioned = (
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

/** A refusal of a body over the limit. */
export const tooLarge: Expected = {
  status: 413,
  code: 'too_large',
  headers: { connection: 'close' },
  body: new RegExp(`may have ${MAX_BODY} bytes`),
};
/** A refusal of a body that cannot be read. */
export const malformed = (detail: RegExp): Expected => ({
  status: 400,
  code: 'malformed_body',
  body: detail,
});

/** A page of the list, whatever it holds. */
export const emptyPage: Expected = { status: 200, body: /^\{"items":\[/ };
