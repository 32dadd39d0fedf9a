import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import { CHANGES } from '../events/eventNames';
import { method, pair, single, STRING } from './apiFields';
import type { ProtoEnum, ProtoMessage, ProtoMethod } from './model';

const CHANGE: ProtoEnum = {
  name: 'Change',
  about: 'Change says what has happened; NONE, that the token alone moves on.',
  values: [
    'CHANGE_UNSPECIFIED',
    'CHANGE_NONE',
    ...CHANGES.map(change => `CHANGE_${change.toUpperCase()}`),
  ],
};

/** The method that tells what happens to a resource. */
export function watchMethod({ names }: Resource): ProtoMethod {
  const { pascal, words } = names.plural;
  const name = `Watch${pascal}`;
  return method(
    name,
    `${name} tells what happens to ${words}, from now on or from where the caller has stopped. Its first response comes at once, with a token of now: whoever reads that, then lists, and then applies what follows, misses nothing. The changes of one ${names.singular.words} come in their order, each at least once; one whose version is not above that which the caller has is known already.`,
    { serverStreams: true },
  );
}

/** What is asked of that method, and what it answers. */
export function watchMessages({ names }: Resource): ProtoMessage[] {
  const { pascal, words } = names.singular;
  const name = `Watch${names.plural.pascal}`;
  return pair(
    name,
    [
      single(
        'after',
        STRING,
        'The token of the last response that the caller has dealt with; empty for from now on. One that is too old ends the call with OUT_OF_RANGE: then list again.',
      ),
    ],
    [
      single('token', STRING, 'Where the caller goes on after this response.'),
      single('change', {
        kind: 'enum',
        name: `${name}Response.${CHANGE.name}`,
      }),
      single('id', STRING, 'Empty when nothing has happened.'),
      single(
        'item',
        { kind: 'message', name: pascal },
        `The ${words} as it was after the change; absent when it is deleted.`,
      ),
    ],
    [CHANGE],
  );
}
