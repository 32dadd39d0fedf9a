import { CatalogEntity } from '../catalog/entity';

/** A small shop: a gateway, two services with stores, a worker and a topic, neighbours outside. */
export function shopEntities(): CatalogEntity[] {
  return [
    box('Domain', 'commerce', { owner: 'commerce' }),
    box('System', 'shop', { owner: 'checkout', domain: 'commerce' }),
    component('api-gateway', 'gateway', 'platform', {
      providesApis: ['shop-api'],
      consumesApis: ['users', 'orders'],
    }),
    component('user-service', 'service', 'identity', {
      providesApis: ['users', 'users-grpc'],
      dependsOn: ['resource:users-db', 'resource:session-cache'],
    }),
    component(
      'order-service',
      'service',
      'checkout',
      {
        providesApis: ['orders'],
        consumesApis: ['users-grpc'],
        dependsOn: ['resource:orders-db'],
      },
      {
        'resource:default/order-events': {
          direction: 'publish',
          operations: ['order.placed'],
        },
        'api:default/users-grpc': { operations: ['GetUser'] },
      },
    ),
    component(
      'payment-worker',
      'worker',
      'payments',
      { dependsOn: ['resource:orders-db', 'component:cardline'] },
      {
        'resource:default/order-events': { direction: 'subscribe' },
        'component:default/cardline': { protocol: 'http' },
      },
    ),
    api('shop-api', 'openapi', 'shop-api v1'),
    api('users', 'openapi', 'users v1'),
    api('users-grpc', 'grpc', 'users v2'),
    api('orders', 'openapi', 'orders v1'),
    resource('users-db', 'database', 'identity', ['postgresql-16']),
    resource('session-cache', 'cache', 'identity', ['redis-7']),
    resource('orders-db', 'database', 'checkout', ['postgresql-16']),
    resource('order-events', 'topic', 'checkout', ['kafka']),
    box('System', 'fulfilment', { owner: 'operations', domain: 'commerce' }),
    {
      ...component(
        'packing',
        'service',
        'operations',
        { consumesApis: ['orders'] },
        { 'resource:default/order-events': { direction: 'subscribe' } },
      ),
      spec: {
        type: 'service',
        lifecycle: 'production',
        owner: 'operations',
        system: 'fulfilment',
        consumesApis: ['orders'],
      },
    },
    {
      kind: 'Component',
      metadata: { name: 'cardline', title: 'Cardline' },
      spec: { type: 'external', owner: 'payments' },
    },
  ];
}

function box(kind: string, name: string, spec: object): CatalogEntity {
  return { kind, metadata: { name }, spec };
}

function component(
  name: string,
  type: string,
  owner: string,
  spec: object,
  topology?: object,
): CatalogEntity {
  return {
    kind: 'Component',
    metadata: {
      name,
      tags: ['go'],
      ...(topology
        ? {
            annotations: {
              'goldenpath.dev/topology': JSON.stringify(topology),
            },
          }
        : {}),
    },
    spec: { type, lifecycle: 'production', owner, system: 'shop', ...spec },
  };
}

function api(name: string, type: string, title: string): CatalogEntity {
  return {
    kind: 'API',
    metadata: { name, title },
    spec: { type, lifecycle: 'production', owner: 'checkout', system: 'shop' },
  };
}

function resource(
  name: string,
  type: string,
  owner: string,
  tags: string[],
): CatalogEntity {
  return {
    kind: 'Resource',
    metadata: { name, tags },
    spec: { type, owner, system: 'shop' },
  };
}
