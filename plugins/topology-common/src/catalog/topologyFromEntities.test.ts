import fc from 'fast-check';
import { CatalogEntity } from './entity';
import { topologyFromEntities } from './topologyFromEntities';

function component(
  name: string,
  spec: object = {},
  extra: Partial<CatalogEntity['metadata']> = {},
): CatalogEntity {
  return {
    kind: 'Component',
    metadata: { name, ...extra },
    spec: { type: 'service', ...spec },
  };
}

function api(name: string, type: string): CatalogEntity {
  return { kind: 'API', metadata: { name }, spec: { type } };
}

function resource(
  name: string,
  type: string,
  tags: string[] = [],
): CatalogEntity {
  return { kind: 'Resource', metadata: { name, tags }, spec: { type } };
}

function annotated(value: unknown): Partial<CatalogEntity['metadata']> {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { annotations: { 'goldenpath.dev/topology': text } };
}

/** Edges in short: `orders -http-> users`. */
function edges(entities: CatalogEntity[]): string[] {
  const short = (ref: string) => ref.slice(ref.indexOf('/') + 1);
  return topologyFromEntities(entities).topology.edges.map(
    e => `${short(e.from)} -${e.direction ?? e.protocol}-> ${short(e.to)}`,
  );
}

describe('calls', () => {
  it('lead from the consumer to the provider and speak what the API speaks', () => {
    const entities = [
      component('shop', { consumesApis: ['rest', 'rpc', 'graph', 'async'] }),
      component('orders', { providesApis: ['rest'] }),
      component('users', { providesApis: ['rpc'] }),
      component('search', { providesApis: ['graph'] }),
      component('mail', { providesApis: ['async'] }),
      api('rest', 'openapi'),
      api('rpc', 'grpc'),
      api('graph', 'graphql'),
      api('async', 'asyncapi'),
    ];
    expect(edges(entities)).toEqual([
      'shop -events-> mail',
      'shop -http-> orders',
      'shop -http-> search',
      'shop -grpc-> users',
    ]);
    const { topology } = topologyFromEntities(entities);
    expect(topology.edges.find(e => e.to.endsWith('/users'))).toMatchObject({
      mode: 'sync',
      apis: ['api:default/rpc'],
      declaredBy: ['component:default/shop'],
    });
    expect(topology.edges.find(e => e.to.endsWith('/mail'))?.mode).toBe(
      'async',
    );
  });

  it('to stores speak what the store speaks', () => {
    expect(
      edges([
        component('orders', {
          dependsOn: [
            'resource:orders-db',
            'resource:sessions',
            'resource:order-events',
            'resource:documents',
            'resource:files',
          ],
        }),
        resource('orders-db', 'database'),
        resource('sessions', 'cache'),
        resource('order-events', 'kafka-topic'),
        resource('documents', 'database', ['mongodb']),
        resource('files', 's3-bucket'),
      ]),
    ).toEqual([
      'orders -other-> documents',
      'orders -other-> files',
      'orders -events-> order-events',
      'orders -sql-> orders-db',
      'orders -cache-> sessions',
    ]);
  });

  it('count once where a consumed API and a dependency say the same', () => {
    expect(
      edges([
        component('shop', {
          consumesApis: ['users'],
          dependsOn: ['component:users'],
        }),
        component('users', { providesApis: ['users'] }),
        api('users', 'grpc'),
      ]),
    ).toEqual(['shop -grpc-> users']);
  });

  it('speak what all APIs of a component speak that is only depended on', () => {
    expect(
      edges([
        component('shop', { dependsOn: ['component:users'] }),
        component('users', { providesApis: ['users'] }),
        api('users', 'grpc'),
      ]),
    ).toEqual(['shop -grpc-> users']);
  });

  it('are the same from descriptor files and from processed entities', () => {
    const raw = [
      component('shop', { consumesApis: ['users'], system: 'retail' }),
      component('users', { providesApis: ['users'], system: 'retail' }),
      api('users', 'grpc'),
    ];
    const processed: CatalogEntity[] = [
      {
        ...component('shop'),
        relations: [
          { type: 'partOf', targetRef: 'system:default/retail' },
          { type: 'consumesApi', targetRef: 'api:default/users' },
        ],
      },
      {
        ...component('users'),
        relations: [
          { type: 'providesApi', targetRef: 'api:default/users' },
          { type: 'partOf', targetRef: 'system:default/retail' },
        ],
      },
      {
        ...api('users', 'grpc'),
        relations: [
          { type: 'apiConsumedBy', targetRef: 'component:default/shop' },
        ],
      },
    ];
    const fromRaw = topologyFromEntities(raw).topology;
    const fromProcessed = topologyFromEntities(processed).topology;
    expect(fromProcessed.nodes).toEqual(fromRaw.nodes);
    expect(fromProcessed.boxes).toEqual(fromRaw.boxes);
    expect(edges(processed)).toEqual(edges(raw));
  });

  it('to what no entity describes lead to an external node marked unknown', () => {
    const { topology } = topologyFromEntities([
      component('billing', {
        consumesApis: ['ledger'],
        dependsOn: ['component:finance/bank'],
      }),
    ]);
    expect(topology.nodes.filter(n => n.unknown)).toEqual([
      expect.objectContaining({
        id: 'api:default/ledger',
        shape: 'external',
        name: 'ledger',
      }),
      expect.objectContaining({
        id: 'component:finance/bank',
        shape: 'external',
        name: 'bank',
      }),
    ]);
  });
});

describe('the annotation', () => {
  it('refines declared calls and adds undeclared ones', () => {
    const entities = [
      component(
        'orders',
        { dependsOn: ['component:users', 'resource:order-events'] },
        annotated({
          'component:default/users': {
            protocol: 'grpc',
            operations: ['GetUser', 'GetUser'],
          },
          'resource:default/order-events': [
            { direction: 'publish', operations: ['order.placed'] },
            { direction: 'subscribe' },
          ],
          'component:payments': { protocol: 'http', mode: 'async' },
        }),
      ),
      component('users'),
      component('payments'),
      resource('order-events', 'topic'),
    ];
    expect(edges(entities)).toEqual([
      'orders -http-> payments',
      'orders -grpc-> users',
      'orders -publish-> order-events',
      'order-events -subscribe-> orders',
    ]);
    const { topology, findings } = topologyFromEntities(entities);
    expect(findings).toEqual([]);
    expect(topology.edges.map(e => e.mode)).toEqual([
      'async',
      'sync',
      'async',
      'async',
    ]);
    expect(topology.edges[1]?.operations).toEqual(['GetUser']);
  });

  it('refines only the call whose protocol it names', () => {
    expect(
      edges([
        component(
          'shop',
          { consumesApis: ['rest', 'rpc'] },
          annotated({
            'component:users': { protocol: 'grpc', operations: ['Get'] },
          }),
        ),
        component('users', { providesApis: ['rest', 'rpc'] }),
        api('rest', 'openapi'),
        api('rpc', 'grpc'),
      ]),
    ).toEqual(['shop -grpc-> users', 'shop -http-> users']);
  });

  it.each([
    ['no JSON', 'is no JSON object; write'],
    ['[1]', 'is no JSON object; write'],
    [{ 'component:a': 7 }, '["component:a"] is no object; write'],
    [
      { 'component:a': { protocol: 'carrier pigeon' } },
      '["component:a"].protocol is "carrier pigeon"; use one of http, grpc',
    ],
    [
      { 'component:a': { mode: null } },
      '.mode is null; use one of sync, async',
    ],
    [
      { 'component:a': { protocol: 'http', direction: 'publish' } },
      '.direction does not go with protocol http; remove it',
    ],
    [
      { 'component:a': { operations: 'Get' } },
      '.operations is no list of names',
    ],
    [{ 'component:a': { rate: 5 } }, '.rate is not known; use one of protocol'],
    [{ 'system:a': {} }, 'names "system:a", which is no Component, API or'],
    [{ '': {} }, 'names "", which is no Component, API or Resource'],
  ])(
    'with a fault (%j) gives a finding that names field and mend',
    (value, text) => {
      const { topology, findings } = topologyFromEntities([
        component('orders', {}, annotated(value)),
        component('a'),
      ]);
      expect(findings).toHaveLength(1);
      expect(findings[0]?.entityRef).toBe('component:default/orders');
      expect(findings[0]?.message).toContain(
        "metadata.annotations['goldenpath.dev/topology']",
      );
      expect(findings[0]?.message).toContain(text);
      expect(topology.nodes.map(n => n.name)).toEqual(['a', 'orders']);
    },
  );
});

describe('nodes', () => {
  const nodeOf = (entity: CatalogEntity) =>
    topologyFromEntities([entity]).topology.nodes[0];

  it.each([
    ['service', 'orders', 'service'],
    ['api-gateway', 'edge', 'gateway'],
    ['service', 'api-gateway', 'gateway'],
    ['worker', 'mailer', 'worker'],
    ['service', 'mail-worker', 'worker'],
    ['website', 'shop', 'website'],
    ['library', 'money', 'library'],
    ['external', 'bank', 'external'],
    ['something-else', 'x', 'service'],
  ])(
    'of a component of type %s named %s are drawn as %s',
    (type, name, shape) => {
      expect(nodeOf(component(name, { type }))?.shape).toBe(shape);
    },
  );

  it.each([
    ['database', ['postgresql-16'], 'database', 'PostgreSQL 16'],
    ['redis', ['redis7'], 'cache', 'Redis 7'],
    ['topic', ['kafka'], 'topic', 'Kafka'],
    ['s3-bucket', [], 'database', 'S3'],
    ['kubernetes-cluster', [], 'library', undefined],
  ])(
    'of a resource of type %s with tags %j are drawn as %s',
    (type, tags, shape, engine) => {
      const node = nodeOf(resource('it', type, tags));
      expect(node?.shape).toBe(shape);
      expect(node?.engine).toBe(engine);
    },
  );

  it('carry language, owner and lifecycle', () => {
    expect(
      nodeOf(
        component(
          'orders',
          { owner: 'team-a', lifecycle: 'production' },
          { tags: ['rest', 'golang'] },
        ),
      ),
    ).toMatchObject({
      language: 'Go',
      owner: 'group:default/team-a',
      lifecycle: 'production',
      tags: ['golang', 'rest'],
    });
  });
});

describe('boxes', () => {
  it('nest systems in domains, also those that no entity describes', () => {
    const { topology } = topologyFromEntities([
      component('orders', { system: 'shop', providesApis: ['orders'] }),
      api('orders', 'openapi'),
      {
        kind: 'System',
        metadata: { name: 'shop' },
        spec: { domain: 'retail' },
      },
    ]);
    expect(topology.boxes).toEqual([
      { id: 'domain:default/retail', kind: 'domain', name: 'retail' },
      {
        id: 'system:default/shop',
        kind: 'system',
        name: 'shop',
        parent: 'domain:default/retail',
      },
    ]);
    expect(topology.nodes.map(n => n.box)).toEqual([
      'system:default/shop',
      'system:default/shop',
    ]);
  });

  it('that hold each other are left unnested', () => {
    const domain = (name: string, subdomainOf: string): CatalogEntity => ({
      kind: 'Domain',
      metadata: { name },
      spec: { subdomainOf },
    });
    const { topology } = topologyFromEntities([
      domain('a', 'b'),
      domain('b', 'a'),
    ]);
    expect(topology.boxes.map(b => b.parent)).toEqual([undefined, undefined]);
  });

  it('keep what is in one that holds itself', () => {
    const { topology } = topologyFromEntities([
      {
        kind: 'System',
        metadata: { name: 'shop' },
        spec: { domain: 'retail' },
      },
      {
        kind: 'Domain',
        metadata: { name: 'retail' },
        spec: { subdomainOf: 'retail' },
      },
    ]);
    expect(topology.boxes.map(b => b.parent)).toEqual([
      undefined,
      'domain:default/retail',
    ]);
  });

  it('are no target of a dependency, which a finding says', () => {
    const { findings } = topologyFromEntities([
      component('orders', { dependsOn: ['system:default/shop'] }),
    ]);
    expect(findings).toEqual([
      {
        entityRef: 'component:default/orders',
        message:
          'spec.dependsOn names system:default/shop, a frame and no part; name the Component, API or Resource in it',
      },
    ]);
  });
});

describe('malformed entities', () => {
  it('are left out with a finding, and the rest stands', () => {
    const { topology, findings } = topologyFromEntities([
      component('orders'),
      { kind: 'Component' } as CatalogEntity,
      { metadata: { name: 'x' } } as CatalogEntity,
    ]);
    expect(topology.nodes.map(n => n.name)).toEqual(['orders']);
    expect(findings).toEqual([
      {
        entityRef: 'entity 2',
        message: 'metadata.name is no text; write metadata.name: orders',
      },
      { entityRef: 'x', message: 'kind is no text; write kind: Component' },
    ]);
  });

  it('never make it throw', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record(
            {
              kind: fc.oneof(
                fc.constantFrom('Component', 'API', 'Resource', 'System'),
                fc.anything(),
              ),
              metadata: fc.oneof(
                fc.record({
                  name: fc.string(),
                  tags: fc.anything(),
                  annotations: fc.record({
                    'goldenpath.dev/topology': fc.oneof(fc.json(), fc.string()),
                  }),
                }),
                fc.anything(),
              ),
              spec: fc.oneof(
                fc.record({
                  type: fc.oneof(fc.constant('constructor'), fc.string()),
                  dependsOn: fc.oneof(fc.array(fc.string()), fc.anything()),
                  consumesApis: fc.array(fc.string()),
                }),
                fc.anything(),
              ),
              relations: fc.anything(),
            },
            { requiredKeys: [] },
          ),
        ),
        values => {
          const { topology } = topologyFromEntities(values as CatalogEntity[]);
          const ids = new Set(topology.nodes.map(n => n.id));
          const ends = topology.edges.flatMap(e => [e.from, e.to]);
          expect(ends.filter(id => !ids.has(id))).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});

it('does not depend on the order of the entities', () => {
  const entities = [
    component('shop', { consumesApis: ['users'], system: 'retail' }),
    component('users', { providesApis: ['users'] }),
    component('users', { providesApis: ['users'], type: 'worker' }),
    api('users', 'grpc'),
  ];
  expect(topologyFromEntities([...entities].reverse())).toEqual(
    topologyFromEntities(entities),
  );
});

it('follows relations that say publish and subscribe, and lets a plain dependency on the same give way', () => {
  const { topology } = topologyFromEntities([
    {
      kind: 'Component',
      metadata: { name: 'orders' },
      spec: {
        providesApis: ['order-events'],
        dependsOn: ['resource:audit'],
      },
      relations: [
        { type: 'publishesTo', targetRef: 'api:default/order-events' },
        { type: 'publishesTo', targetRef: 'resource:default/audit' },
      ],
    },
    {
      kind: 'Component',
      metadata: { name: 'mailer' },
      spec: { consumesApis: ['order-events'] },
      relations: [
        { type: 'subscribesTo', targetRef: 'api:default/order-events' },
        { type: 'calls', targetRef: 'component:default/templates' },
      ],
    },
    {
      kind: 'API',
      metadata: { name: 'order-events' },
      spec: { type: 'asyncapi' },
    },
    { kind: 'Component', metadata: { name: 'templates' } },
    {
      kind: 'Resource',
      metadata: { name: 'audit' },
      spec: { type: 'kafka-topic' },
    },
  ]);
  expect(topology.edges.map(e => e.id)).toEqual([
    'component:default/mailer>component:default/templates:other',
    'component:default/orders>component:default/mailer:events:subscribe',
    'component:default/orders>resource:default/audit:events:publish',
  ]);
});
