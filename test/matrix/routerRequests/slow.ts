import { KINDS, malformed, unknown, versioned } from './expected';
import {
  HEADER_TIMEOUT_MS,
  MAX_BODY,
  READ_TIMEOUT_MS,
  type RouterRequest,
} from './request';
import {
  CHUNKED,
  customer,
  JSON_TYPE,
  kept,
  LIST,
  NOBODY,
  withJson,
  written,
} from './written';

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
