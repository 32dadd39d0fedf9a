import type { Answers, UpstreamAnswers } from '../answers';
import type { Catalogue } from '../composition';
import { contributionsOf } from '../contributions';
import { compositionEntities } from '../entities';
import { patternManifestSchema } from '../pattern';
import { applyMend } from '../resolve/mend';
import { resolve } from '../resolve/resolve';
import { sampleAnswers, sampleCatalogue } from '../testing/sampleCatalogue';

const catalogue = withCalls(sampleCatalogue());

/** The sample catalogue, with a group for what calls other services. */
function withCalls(sample: Catalogue): Catalogue {
  const calls = patternManifestSchema.parse({
    id: 'typed-clients',
    version: '1.0.0',
    row: 'B4',
    group: 'calls',
    ring: 'adopt',
    title: 'Typed clients',
    problem: 'Calls',
    summary: 'Calls others',
    provides: { ports: ['upstreams'] },
  });
  const discovery = patternManifestSchema.parse({
    ...calls,
    id: 'discovery',
    provides: { ports: ['discovered'] },
  });
  const [path, ...others] = sample.goldenPaths;
  if (!path) throw new Error('the sample has no golden path');
  return {
    ...sample,
    patterns: [...sample.patterns, calls, discovery],
    goldenPaths: [
      {
        ...path,
        groups: [
          ...path.groups,
          { id: 'calls', title: 'Calls', question: 'Whom?', choose: 'any' },
        ],
        offers: { ...path.offers, calls: ['typed-clients', 'discovery'] },
      },
      ...others,
    ],
  };
}

const sellers: UpstreamAnswers = {
  name: 'sellers',
  resources: [
    {
      name: 'seller',
      fields: [{ name: 'name', type: 'text', required: true }],
    },
    {
      name: 'contract',
      writes: true,
      fields: [
        { name: 'seller', type: 'reference', resource: 'seller' },
        { name: 'partner', type: 'uuid', references: 'partners.partner' },
      ],
    },
  ],
};

function answersWith(
  upstreams: UpstreamAnswers[] | undefined,
  calls: string[] = ['typed-clients'],
): Answers {
  return sampleAnswers({ upstreams, patterns: { calls } });
}

function composed(answers: Answers) {
  const { composition, problems } = resolve(catalogue, answers);
  expect(problems).toEqual([]);
  return composition!;
}

const problemsOf = (answers: Answers) =>
  resolve(catalogue, answers).problems.map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );

describe('upstreams', () => {
  it('are settled with settings of their own', () => {
    const { upstreams, config } = composed(answersWith([sellers]));
    expect(upstreams).toMatchObject([
      {
        name: 'sellers',
        protocol: 'http',
        apis: [{ name: 'sellers-api' }],
        resources: [
          { name: 'seller', writes: false },
          {
            name: 'contract',
            writes: true,
            fields: [{ column: 'seller_id', type: 'uuid' }, { type: 'uuid' }],
          },
        ],
      },
    ]);
    expect(config.map(({ key }) => key)).toEqual(
      ['API_KEY', 'ATTEMPTS', 'CONCURRENCY', 'MAX_BODY', 'TIMEOUT', 'URL'].map(
        ending => `UPSTREAM_SELLERS_${ending}`,
      ),
    );
    expect(config.at(-1)).toMatchObject({ default: 'http://sellers' });
  });

  it('are called by a name that leads to each pod, where discovery spreads calls', () => {
    const { config } = composed(
      answersWith([sellers], ['typed-clients', 'discovery']),
    );
    expect(config.at(-1)).toMatchObject({
      default: 'http://sellers-headless:8080',
    });
  });

  it('stay the same when their own answers are settled again', () => {
    const api = 'sellers.public';
    const once = composed(answersWith([{ ...sellers, api }]));
    const twice = composed(once.answers);
    expect(twice.upstreams).toEqual(once.upstreams);
    expect(twice.answers).toEqual(once.answers);
    expect(once.answers.upstreams?.[0]?.api).toBe(api);
    expect(composed(sampleAnswers()).answers).not.toHaveProperty('upstreams');
  });

  it('over gRPC have an API a resource, or one of a name that is given', () => {
    const rpc = { ...sellers, protocol: 'grpc' as const };
    const composition = composed(answersWith([rpc]));
    expect(composition.answers.upstreams?.[0]).toMatchObject({
      name: 'sellers',
      protocol: 'grpc',
    });
    expect(composed(composition.answers).upstreams).toEqual(
      composition.upstreams,
    );
    const [component] = compositionEntities(catalogue, composition);
    expect(component?.spec).toMatchObject({
      consumesApis: ['sellers-seller-grpc', 'sellers-contract-grpc'],
    });
    const annotations = Object(component?.metadata.annotations);
    expect(JSON.parse(annotations['goldenpath.dev/topology'])).toMatchObject({
      'api:default/sellers-contract-grpc': {
        protocol: 'grpc',
        operations: [
          'GetContract',
          'ListContracts',
          'CreateContract',
          'UpdateContract',
          'DeleteContract',
        ],
      },
    });
    expect(
      contributionsOf(catalogue, composition, 'kubernetes').value.targets,
    ).toMatchObject({ 'upstream-sellers': { port: 9090 } });
    expect(composition.config.map(({ key }) => key)).toContain(
      'UPSTREAM_SELLERS_MAX_MESSAGE',
    );
    expect(composition.config.at(-1)).toMatchObject({
      default: 'http://sellers-headless:9090',
    });

    const api = 'sellers.public';
    const named = composed(answersWith([{ ...rpc, api }]));
    expect(named.upstreams[0]?.apis).toMatchObject([
      { name: api, resources: [{ name: 'seller' }, { name: 'contract' }] },
    ]);
    expect(composed(named.answers).answers).toEqual(named.answers);
    expect(named.answers.upstreams?.[0]?.api).toBe(api);
  });

  it('keep what lists of theirs are filtered by', () => {
    const unique = (protocol: 'http' | 'grpc') =>
      composed(answersWith([{ ...sellers, protocol }])).upstreams[0]
        ?.resources[1]?.fields[0]?.unique;
    expect(unique('grpc')).toBe(true);
    expect(unique('http')).toBe(false);
  });

  it('may be referred to, by a uuid', () => {
    const field = {
      name: 'seller',
      type: 'uuid' as const,
      references: 'sellers.seller',
    };
    const answers = answersWith([sellers]);
    const offer = { name: 'offer', fields: [field] };
    const { resources } = composed({ ...answers, resources: [offer] });
    expect(resources[0]?.fields[0]?.upstream).toEqual({
      service: 'sellers',
      resource: 'seller',
    });

    const wrong = {
      ...answers,
      resources: [
        { ...offer, fields: [{ ...field, references: 'sellers.order' }] },
      ],
    };
    expect(problemsOf(wrong)).toEqual([
      'resources.0.fields.0.references: No upstream has the resource "sellers.order"',
    ]);
    const [problem] = resolve(catalogue, wrong).problems;
    for (const mend of problem?.mends ?? []) {
      expect(problemsOf(applyMend(catalogue, wrong, mend))).toEqual([]);
    }
    expect(
      problemsOf({
        ...answers,
        resources: [{ ...offer, fields: [{ ...field, type: 'text' }] }],
      }),
    ).toEqual([
      'resources.0.fields.0.references: references does not fit a field of type text',
    ]);
  });

  it('stand in the catalog, the topology and the network policy', () => {
    const composition = composed(answersWith([sellers]));
    const [component] = compositionEntities(catalogue, composition);
    expect(component?.spec).toMatchObject({ consumesApis: ['sellers-api'] });
    const annotations = Object(component?.metadata.annotations);
    expect(JSON.parse(annotations['goldenpath.dev/topology'])).toMatchObject({
      'api:default/sellers-api': {
        protocol: 'http',
        operations: expect.arrayContaining(['getSeller', 'createContract']),
      },
    });
    expect(
      contributionsOf(catalogue, composition, 'kubernetes').value.targets,
    ).toMatchObject({ 'upstream-sellers': { port: 8080 } });
  });

  it.each<[string, Partial<UpstreamAnswers>[], string[]]>([
    [
      'a name that is none',
      [{ name: 'Seller Service' }],
      ['upstreams.0.name: "Seller Service" is not the name of a service'],
    ],
    [
      'the service itself',
      [{ name: sampleAnswers().service.name }],
      ['upstreams.0.name: The service would call itself'],
    ],
    [
      'what is spelt as the service itself',
      [{ name: sampleAnswers().service.name.split('').join('-') }],
      [
        `upstreams.0.name: The service is spelt as "${sampleAnswers()
          .service.name.split('')
          .join('-')}"`,
      ],
    ],
    [
      'two that are spelt alike',
      [{ name: 'api-keys' }, { name: 'apikeys' }],
      ['upstreams.1.name: Another upstream is spelt as "apikeys"'],
    ],
    [
      'an API that is no name',
      [{ api: 'sellers api' }],
      ['upstreams.0.api: "sellers api" is no name of an API in the catalog'],
    ],
    [
      'a resource that the client is called',
      [{ resources: [{ ...sellers.resources[0]!, name: 'client' }] }],
      ['upstreams.0.resources.0.name: The client would declare Client twice'],
    ],
    [
      'a resource whose calls the client is called',
      [
        {
          protocol: 'grpc',
          resources: [
            { ...sellers.resources[0]!, name: 'seller', plural: 'client' },
          ],
        },
      ],
      ['upstreams.0.resources.0.name: The client would declare Client twice'],
    ],
    [
      'a field that every resource has',
      [
        {
          resources: [
            { name: 'seller', fields: [{ name: 'id', type: 'uuid' }] },
          ],
        },
      ],
      [
        'upstreams.0.resources.0.fields.0.name: A field cannot be named "id": every resource has a field id of its own',
      ],
    ],
  ])('refuse %s, and mend it', (_, changes, expected) => {
    const answers = answersWith(
      changes.map(change => ({ ...sellers, ...change })),
    );
    expect(problemsOf(answers)).toEqual(expected);
    for (const problem of resolve(catalogue, answers).problems) {
      for (const mend of problem.mends) {
        const after = resolve(catalogue, applyMend(catalogue, answers, mend));
        expect(after.problems.map(({ message }) => message)).not.toContain(
          problem.message,
        );
      }
    }
  });

  it.each<[string, Answers, string]>([
    [
      'a pattern without upstreams',
      answersWith(undefined),
      "upstreams: 'typed-clients' calls other services, and none is named",
    ],
    [
      'upstreams without a pattern',
      answersWith([sellers], []),
      'upstreams: Nothing chosen calls other services',
    ],
  ])('refuse %s, and mend it', (_, answers, expected) => {
    expect(problemsOf(answers)).toEqual([expected]);
    const [problem] = resolve(catalogue, answers).problems;
    expect(problem?.mends).not.toEqual([]);
    for (const mend of problem?.mends ?? []) {
      expect(problemsOf(applyMend(catalogue, answers, mend))).toEqual([]);
    }
  });
});

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
  const [path] = catalogue.goldenPaths;
  const withGateway: Catalogue = {
    ...catalogue,
    patterns: [...catalogue.patterns, gateway],
    regions: [
      ...catalogue.regions,
      {
        ...catalogue.regions[0]!,
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
    const [problem] = resolve(catalogue, answers).problems;
    expect(
      problemsOf(applyMend(catalogue, answers, problem!.mends[0]!)),
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
