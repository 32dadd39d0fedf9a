import type { UpstreamAnswers } from '../answers';
import type { Catalogue } from '../composition';
import { contributionsOf } from '../contributions';
import { compositionEntities } from '../entities';
import { patternManifestSchema } from '../pattern';
import { applyMend } from '../resolve/mend';
import { resolve } from '../resolve/resolve';
import {
  answersWith,
  callingCatalogue,
  problemsOf,
  sellers,
} from '../testing/sampleUpstreams';

describe('a gateway', () => {
  const gateway = patternManifestSchema.parse({
    id: 'gateway',
    version: '1.0.0',
    row: 'B11',
    group: 'calls',
    ring: 'trial',
    title: 'Gateway',
    problem: 'Passes on',
    summary: 'Passes requests on',
    provides: { ports: ['proxies'] },
    contributes: { catalog: { type: 'gateway' } },
  });
  const [path] = callingCatalogue.goldenPaths;
  const withGateway: Catalogue = {
    ...callingCatalogue,
    patterns: [...callingCatalogue.patterns, gateway],
    regions: [
      ...callingCatalogue.regions,
      {
        ...callingCatalogue.regions[0]!,
        pattern: 'gateway',
        func: 'Proxies',
        scope: 'service',
        reads: [],
        writes: ['proxies'],
      },
    ],
    goldenPaths: [
      {
        ...path!,
        offers: { ...path!.offers, calls: ['typed-clients', 'gateway'] },
      },
    ],
  };
  const publishing = (...upstreams: UpstreamAnswers[]) =>
    resolve(withGateway, answersWith(upstreams, ['gateway']));
  const named = (name: string, ...resources: string[]): UpstreamAnswers => ({
    name,
    resources: resources.map(resource => ({
      ...sellers.resources[0]!,
      name: resource,
    })),
  });

  it('has settings of its own, and a type in the catalog', () => {
    const { composition, problems } = publishing(sellers);
    expect(problems).toEqual([]);
    expect(composition!.config.map(({ key }) => key)).toEqual(
      [
        'API_KEY',
        'CONCURRENCY',
        'FORWARD_AUTHORIZATION',
        'REQUIRED',
        'STREAMS',
        'TIMEOUT',
        'URL',
      ].map(ending => `UPSTREAM_SELLERS_${ending}`),
    );
    const [component] = compositionEntities(withGateway, composition!);
    expect(component?.spec).toMatchObject({
      type: 'gateway',
      consumesApis: ['sellers-api'],
    });
  });

  it.each([
    ['path', named('shop', 'order', 'seller'), '/api/v1/sellers'],
    ['name', named('shop', 'order', 'seller_list'), 'SellerList'],
  ])('publishes a %s once', (_, second, name) => {
    const first = named('sellers', 'seller');
    const { problems } = publishing(first, second);
    expect(problems).toMatchObject([
      {
        path: ['upstreams', 1, 'resources', 1, 'name'],
        message: `"shop" and "sellers" both publish ${name}`,
      },
    ]);
    const mended = applyMend(
      withGateway,
      answersWith([first, second], ['gateway']),
      problems[0]!.mends[0]!,
    );
    expect(mended.upstreams).toEqual([first, named('shop', 'order')]);
    expect(resolve(withGateway, mended).problems).toEqual([]);
  });

  it('is rid of a service that has nothing else to publish', () => {
    const [first, second] = [named('sellers', 'seller'), named('b', 'seller')];
    const { problems } = publishing(first, second);
    const mended = applyMend(
      withGateway,
      answersWith([first, second], ['gateway']),
      problems[0]!.mends[0]!,
    );
    expect(mended.upstreams).toEqual([first]);
  });

  it('asks for the resources of services over gRPC as well', () => {
    const { composition, problems } = publishing({
      ...sellers,
      protocol: 'grpc',
    });
    expect(problems).toEqual([]);
    expect(composition!.config.map(({ key }) => key)).toContain(
      'UPSTREAM_SELLERS_MAX_MESSAGE',
    );
    expect(composition!.config.at(-1)).toMatchObject({
      default: 'http://sellers-headless:9090',
    });
    expect(
      contributionsOf(withGateway, composition!, 'readme').value.layout,
    ).toMatchObject({ 'proto/sellers/': expect.any(String) });
  });

  it('names what it reads and writes itself once', () => {
    const rpc = (name: string, ...resources: string[]): UpstreamAnswers => ({
      ...named(name, ...resources),
      protocol: 'grpc',
    });
    const { problems } = publishing(
      rpc('sellers', 'depot'),
      rpc('shop', 'depot_creation'),
    );
    expect(problems).toMatchObject([
      {
        path: ['upstreams', 1, 'resources', 0, 'name'],
        message: '"shop" and "sellers" both publish writeDepotCreation',
      },
    ]);
    expect(
      publishing(named('sellers', 'depot'), named('shop', 'depot_creation'))
        .problems,
    ).toEqual([]);
  });

  const including = (
    includes: UpstreamAnswers['resources'][number]['includes'],
    fields: UpstreamAnswers['resources'][number]['fields'] = [
      { name: 'seller', type: 'reference', resource: 'seller' },
      { name: 'broker', type: 'uuid' },
    ],
  ): UpstreamAnswers => ({
    name: 'sellers',
    resources: [sellers.resources[0]!, { name: 'contract', includes, fields }],
  });

  it('adds what a field holds the id of', () => {
    const both = including([
      { field: 'seller_id', resource: 'sellers.seller' },
      { field: 'broker', resource: 'shop.broker' },
    ]);
    const { composition, problems } = publishing(both, named('shop', 'broker'));
    expect(problems).toEqual([]);
    expect(composition!.upstreams[0]!.resources[1]!.includes).toEqual([
      {
        name: 'seller',
        column: 'seller_id',
        service: 'sellers',
        resource: 'seller',
      },
      { name: 'broker', column: 'broker', service: 'shop', resource: 'broker' },
    ]);
    const again = resolve(withGateway, composition!.answers);
    expect(again.composition!.upstreams).toEqual(composition!.upstreams);
    expect(again.composition!.answers).toEqual(composition!.answers);
  });

  it.each<[string, UpstreamAnswers, string[]]>([
    [
      'a field that is not there',
      including([{ field: 'selller', resource: 'sellers.seller' }]),
      [
        'upstreams.0.resources.1.includes.0.field: "contract" has no field "selller" that holds an id',
      ],
    ],
    [
      'what no service publishes',
      including([{ field: 'broker', resource: 'shop.broker' }]),
      [
        'upstreams.0.resources.1.includes.0.resource: Nothing published is "shop.broker"',
      ],
    ],
    [
      'two of one name',
      including([
        { field: 'broker', resource: 'sellers.seller' },
        { field: 'broker', resource: 'sellers.seller' },
      ]),
      ['upstreams.0.resources.1.includes.1.field: "broker" is included twice'],
    ],
    [
      'two fields that clients would ask for by one name',
      including(
        [
          { field: 'seller', resource: 'sellers.seller' },
          { field: 'seller_id', resource: 'sellers.seller' },
        ],
        [
          { name: 'seller', type: 'uuid' },
          { name: 'seller_id', type: 'uuid' },
        ],
      ),
      ['upstreams.0.resources.1.includes.1.field: "seller" is included twice'],
    ],
    [
      'anything where no field holds an id any more',
      including(
        [{ field: 'broker', resource: 'sellers.seller' }],
        [{ name: 'terms', type: 'text' }],
      ),
      [
        'upstreams.0.resources.1.includes.0.field: "contract" has no field "broker" that holds an id',
      ],
    ],
    [
      'names that it needs itself',
      including(
        [{ field: 'broker', resource: 'sellers.seller' }],
        [
          { name: 'broker', type: 'uuid' },
          { name: 'omitted', type: 'boolean' },
        ],
      ),
      [
        'upstreams.0.resources.1.includes: "contract" has a field "omitted", which asks for or holds what is added',
      ],
    ],
  ])('does not add %s, and mends it', (_, upstream, expected) => {
    const answers = answersWith([upstream], ['gateway']);
    const { problems } = resolve(withGateway, answers);
    expect(
      problems.map(({ path: at, message }) => `${at.join('.')}: ${message}`),
    ).toEqual(expected);
    expect(problems[0]!.mends).not.toEqual([]);
    for (const mend of problems[0]!.mends) {
      const after = resolve(withGateway, applyMend(withGateway, answers, mend));
      expect(after.problems.map(({ message }) => message)).not.toContain(
        problems[0]!.message,
      );
    }
  });

  it('alone adds anything', () => {
    const answers = answersWith([
      including([{ field: 'broker', resource: 'sellers.seller' }]),
    ]);
    expect(problemsOf(answers)).toEqual([
      'upstreams.0.resources.1.includes: Only a gateway adds to what it publishes',
    ]);
    const [problem] = resolve(callingCatalogue, answers).problems;
    expect(
      problemsOf(applyMend(callingCatalogue, answers, problem!.mends[0]!)),
    ).toEqual([]);
  });

  const streaming = (
    streams: UpstreamAnswers['streams'],
    rest: Partial<UpstreamAnswers> = {},
  ): UpstreamAnswers => ({ ...named('sellers', 'seller'), ...rest, streams });

  it('passes streams on, beside the resources', () => {
    const { composition, problems } = publishing(
      streaming([
        {
          path: '/sellers/{id}/events',
          protocol: 'sse',
          description: ' As they\nhappen. ',
        },
        { path: '/sellers/events', protocol: 'sse' },
        { path: '/seller-chat', protocol: 'websocket' },
      ]),
    );
    expect(problems).toEqual([]);
    expect(composition!.upstreams[0]!.streams).toEqual([
      {
        path: '/sellers/{id}/events',
        protocol: 'sse',
        description: 'As they happen.',
        operation: 'streamSellersIDEvents',
        summary: 'Stream events of sellers by id',
      },
      expect.objectContaining({
        operation: 'streamSellersEvents',
        summary: 'Stream sellers events',
      }),
      expect.objectContaining({
        operation: 'connectSellerChat',
        summary: 'Connect to seller chat',
      }),
    ]);
    const again = resolve(withGateway, composition!.answers);
    expect(again.composition!.upstreams).toEqual(composition!.upstreams);
    expect(again.composition!.answers).toEqual(composition!.answers);

    const [component] = compositionEntities(withGateway, composition!);
    const annotations = Object(component?.metadata.annotations);
    expect(
      JSON.parse(annotations['goldenpath.dev/topology'])[
        'api:default/sellers-api'
      ].operations,
    ).toEqual(
      expect.arrayContaining(['streamSellersEvents', 'connectSellerChat']),
    );
  });

  const sse = (...paths: string[]): UpstreamAnswers['streams'] =>
    paths.map(where => ({ path: where, protocol: 'sse' }));

  it.each<[string, UpstreamAnswers[], string[], UpstreamAnswers['streams']]>([
    [
      'words in capitals',
      [streaming(sse('Seller Events'))],
      ['0.streams.0.path: "Seller Events" is not the path of a stream'],
      sse('/seller-events'),
    ],
    [
      'the base of the API',
      [streaming(sse('/api/v1/sellers/:seller/events'))],
      [
        '0.streams.0.path: "/api/v1/sellers/:seller/events" is not the path of a stream',
      ],
      sse('/sellers/{id}/events'),
    ],
    [
      'an id without a word before it',
      [streaming(sse('/{id}'))],
      ['0.streams.0.path: "/{id}" is not the path of a stream'],
      undefined,
    ],
    [
      'two ids',
      [streaming(sse('/sellers/{id}/offers/{id}'))],
      [
        '0.streams.0.path: "/sellers/{id}/offers/{id}" is not the path of a stream',
      ],
      undefined,
    ],
    [
      'a slash too many',
      [streaming(sse('/sellers//events/'))],
      ['0.streams.0.path: "/sellers//events/" is not the path of a stream'],
      sse('/sellers/events'),
    ],
    [
      'characters that cannot be shown',
      [
        streaming([
          { path: '/events', protocol: 'sse', description: 'a\u202eb' },
        ]),
      ],
      [
        '0.streams.0.description: The description holds the character U+202E, which cannot be shown',
      ],
      [{ path: '/events', protocol: 'sse', description: 'ab' }],
    ],
    [
      'the path of a resource',
      [streaming(sse('/sellers', '/events'))],
      [
        '0.streams.0.path: Requests for "/sellers" could be for "/sellers" of "sellers" too',
      ],
      sse('/events'),
    ],
    [
      'the path of a resource of another service',
      [streaming(sse('/orders/{id}')), named('shop', 'order')],
      [
        '0.streams.0.path: Requests for "/orders/{id}" could be for "/orders/{id}" of "shop" too',
      ],
      undefined,
    ],
    [
      'what another stream could be asked for by',
      [streaming(sse('/a/{id}/b', '/a/c/{id}'))],
      [
        '0.streams.1.path: Requests for "/a/c/{id}" could be for "/a/{id}/b" of "sellers" too',
      ],
      sse('/a/{id}/b'),
    ],
    [
      'one path by two protocols',
      [
        streaming([
          { path: '/chat', protocol: 'sse' },
          { path: '/chat', protocol: 'websocket' },
        ]),
      ],
      [
        '0.streams.1.path: Requests for "/chat" could be for "/chat" of "sellers" too',
      ],
      sse('/chat'),
    ],
    [
      'one name in the contract',
      [streaming(sse('/seller-events', '/seller/events'))],
      [
        '0.streams.1.path: "/seller/events" and "/seller-events" of "sellers" are both streamSellerEvents in the contract',
      ],
      sse('/seller-events'),
    ],
    [
      'a service over gRPC',
      [streaming(sse('/events'), { protocol: 'grpc' })],
      ['0.streams: "sellers" is called over gRPC, and streams are of HTTP'],
      undefined,
    ],
  ])(
    'passes on no stream with %s, and mends it',
    (_, upstreams, expected, after) => {
      const answers = answersWith(upstreams, ['gateway']);
      const { problems } = resolve(withGateway, answers);
      expect(
        problems.map(({ path: at, message }) => `${at.join('.')}: ${message}`),
      ).toEqual(expected.map(line => `upstreams.${line}`));
      const mends = problems[0]!.mends.map(mend =>
        applyMend(withGateway, answers, mend),
      );
      const [mended] = mends;
      expect(mended!.upstreams![0]!.streams).toEqual(after);
      for (const each of mends) {
        expect(resolve(withGateway, each).problems).toEqual([]);
      }
    },
  );

  it('alone passes streams on', () => {
    const answers = answersWith([streaming(sse('/events'))]);
    expect(problemsOf(answers)).toEqual([
      'upstreams.0.streams: Only a gateway passes streams on',
    ]);
    const [problem] = resolve(callingCatalogue, answers).problems;
    expect(
      problemsOf(applyMend(callingCatalogue, answers, problem!.mends[0]!)),
    ).toEqual([]);
  });

  it('filters lists by references, whatever the protocol', () => {
    const unique =
      publishing(sellers).composition!.upstreams[0]!.resources[1]!.fields[0]!
        .unique;
    expect(unique).toBe(true);
  });

  it('publishes what a client could not be named after', () => {
    expect(publishing(named('sellers', 'client')).problems).toEqual([]);
  });
});
