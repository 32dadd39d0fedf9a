import { channelsIn } from './definition';

const sends = { sends: true, receives: false };
const receives = { sends: false, receives: true };

describe('channelsIn', () => {
  it.each([
    [
      'AsyncAPI 3, of the provider',
      'asyncapi',
      'asyncapi: 3.0.0\noperations: {placed: {action: send}}',
      sends,
    ],
    [
      'AsyncAPI 2, of its counterpart',
      'asyncapi',
      'asyncapi: 2.6.0\nchannels: {orders: {publish: {operationId: place}}}',
      receives,
    ],
    [
      'AsyncAPI 2 as JSON, both ways',
      'asyncapi',
      '{"asyncapi": "2.0.0", "channels": {"a": {"subscribe": {}}, "b": {"publish": {}}}}',
      { sends: true, receives: true },
    ],
    [
      'webhooks of OpenAPI',
      'openapi',
      'openapi: 3.1.0\nwebhooks: {paid: {post: {}}}',
      sends,
    ],
  ])('reads %s', (_what, type, definition, expected) => {
    expect(channelsIn(type, definition)).toEqual(expected);
  });

  it.each([
    ['plain OpenAPI', 'openapi', 'openapi: 3.1.0\npaths: {/orders: {get: {}}}'],
    ['proto', 'grpc', 'service Orders { rpc Watch(A) returns (stream B); }'],
    ['a version unknown', 'asyncapi', 'asyncapi: 9.0.0\noperations: {}'],
    ['what does not parse', 'asyncapi', 'asyncapi: [3'],
    ['a text', 'asyncapi', 'just words'],
    ['operations that are none', 'asyncapi', 'asyncapi: 3.0.0\noperations: 7'],
    [
      'aliases that grow without end',
      'asyncapi',
      `a: &a [x, x]\n${[...'bcdefghi']
        .map((c, i) => {
          const before = 'abcdefgh'[i];
          return `${c}: &${c} [*${before}, *${before}, *${before}, *${before}]`;
        })
        .join('\n')}`,
    ],
  ])('takes nothing from %s', (_what, type, definition) => {
    expect(channelsIn(type, definition)).toBeUndefined();
  });
});
