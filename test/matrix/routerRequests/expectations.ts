import { KINDS, LIST_ALLOW, notAllowed, unsupported } from './expected';
import type { RouterRequest } from './request';
import { JSON_TYPE, kept, LIST, once, written } from './written';

const expecting = (headers: string[], body: string, line = `POST ${LIST}`) =>
  kept(line, ['Expect: 100-continue', ...headers], body);

export const expectations: RouterRequest[] = [
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
