import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { orderNames } from '../fields';
import {
  INT64,
  message,
  pair,
  single,
  STRING,
  type Unnumbered,
} from './apiFields';
import type { ProtoMessage, ProtoType } from './model';

const ID = single('id', STRING);
const SEEN: Unnumbered = {
  name: 'version',
  type: INT64,
  label: 'optional',
  about: 'The version that the caller has seen; absent stands for any.',
};
function orderBy(resource: Resource): Unnumbered {
  return single(
    'order_by',
    STRING,
    `One of ${orderNames(resource).join(', ')}; empty stands for -created_at.`,
  );
}

/** What is asked of and answered by each method. */
export function methodMessages(resource: Resource): ProtoMessage[] {
  const { names } = resource;
  const order = orderBy(resource);
  const { pascal, words } = names.singular;
  const { pascal: list, words: many } = names.plural;
  const whole: ProtoType = { kind: 'message', name: pascal };
  const input = single('input', { kind: 'message', name: `${pascal}Input` });
  const filter = single('filter', {
    kind: 'message',
    name: `${pascal}Filter`,
  });
  const item = single('item', whole);
  return [
    ...pair(
      `List${list}`,
      [
        single(
          'page_size',
          { kind: 'int32' },
          'The largest number of items, at most 100; 0 stands for 20.',
        ),
        single(
          'page_token',
          STRING,
          'The next_page_token of the page before; empty for the first page.',
        ),
        order,
        filter,
      ],
      [
        { name: 'items', type: whole, label: 'repeated' },
        single('next_page_token', STRING, 'Empty on the last page.'),
      ],
    ),
    ...pair(`Get${pascal}`, [ID], [item]),
    ...pair(`Create${pascal}`, [input], [item]),
    ...pair(`Update${pascal}`, [ID, SEEN, input], [item]),
    ...pair(`Delete${pascal}`, [ID, SEEN], []),
    ...pair(`Export${list}`, [order, filter], [item]),
    ...pair(
      `Import${list}`,
      [input],
      [
        single('created', INT64, `How many ${many} were created.`),
        single('refused', INT64, 'How many inputs were refused.'),
        {
          name: 'refusals',
          type: { kind: 'message', name: `Import${list}Refusal` },
          label: 'repeated',
          about: 'The first of the refused inputs.',
        },
      ],
    ),
    message(
      `Import${list}Refusal`,
      `Import${list}Refusal tells why an input was refused.`,
      [
        single('index', INT64, 'The place of the input in the stream, from 0.'),
        single('code', STRING, 'The reason in one word, for programs.'),
        single('detail', STRING, 'The reason for people.'),
      ],
    ),
    ...pair(
      `LookUp${list}`,
      [ID],
      [
        single('id', STRING, 'The id that was asked for.'),
        single('item', whole, `Absent when there is no ${words} with the id.`),
      ],
    ),
  ];
}
