// Requests as they go over the wire.
import {
  REQUEST_ID,
  type Expected,
  type Known,
  type RouterRequest,
} from './request';

/** The collection of customers. */
export const LIST = '/api/v1/customers';
/** The id of no customer. */
export const NOBODY = '0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60';

export const JSON_TYPE = 'Content-Type: application/json';

export const CHUNKED = 'Transfer-Encoding: chunked';
/**
 * A length that no server reads to its end. Most of such a body is never sent: who
 * is still sending when the connection closes may lose the answer.
 */
export const HUGE = `Content-Length: ${1 << 20}`;

/** A request that leaves the connection open. */
export function kept(
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
export const written = (
  line: string,
  headers: readonly string[] = [],
  body = '',
) => kept(line, ['Connection: close', ...headers], body);

/** A request with a JSON body, whose length is given. */
export const withJson = (line: string, body: string, headers: string[] = []) =>
  written(
    line,
    [JSON_TYPE, `Content-Length: ${Buffer.byteLength(body)}`, ...headers],
    Buffer.from(body).toString('latin1'),
  );

/** The body of a customer whose e-mail address begins with the name. */
export const customer = (name: string, rest: object = {}) =>
  JSON.stringify({ email: `${name}@example.com`, ...rest });

/** One request, and its answer. */
export const once = (
  what: string,
  request: string | ((known: Known) => string),
  answer: Expected,
): RouterRequest => ({
  what,
  send: typeof request === 'string' ? () => request : request,
  answers: [answer],
});

/** A body of exactly so many bytes that can be read, but breaks a rule. */
export const sized = (size: number) => `{"x":"${'a'.repeat(size - 8)}"}`;
export const inChunks = (body: string) =>
  `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
