import type {
  NodeShape,
  Protocol,
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@golden-path/backstage-plugin-topology-common';

const SHOP = 'system:default/shop';
const FULFILMENT = 'system:default/fulfilment';

const node = (
  name: string,
  shape: NodeShape,
  more: Partial<TopologyNode> = {},
): TopologyNode => ({
  id: name,
  name,
  shape,
  tags: [],
  box: SHOP,
  owner: 'group:default/checkout',
  ...more,
});

const edge = (
  from: string,
  to: string,
  protocol: Protocol,
  more: Partial<TopologyEdge> = {},
): TopologyEdge => ({
  id: `${from} ${to} ${protocol}`,
  from,
  to,
  protocol,
  mode: protocol === 'events' ? 'async' : 'sync',
  operations: [],
  apis: [],
  declaredBy: [from],
  ...more,
});

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

/** A small shop: a gateway, services with stores, a topic, a worker, a neighbour and a provider outside. */
export const shop: Topology = {
  boxes: [
    { id: 'domain:default/commerce', kind: 'domain', name: 'commerce' },
    {
      id: FULFILMENT,
      kind: 'system',
      name: 'fulfilment',
      parent: 'domain:default/commerce',
    },
    {
      id: SHOP,
      kind: 'system',
      name: 'shop',
      owner: 'group:default/checkout',
      parent: 'domain:default/commerce',
    },
  ],
  nodes: [
    node('api-gateway', 'gateway', {
      language: 'Go',
      owner: 'group:default/platform',
    }),
    node('order-service', 'service', {
      language: 'Go',
      lifecycle: 'production',
      description: 'Takes orders, holds their state, announces every change.',
    }),
    node('user-service', 'service', {
      language: 'Go',
      owner: 'group:default/identity',
    }),
    node('orders v1', 'api', { providedBy: 'order-service', kind: 'api' }),
    node('orders-db', 'database', { engine: 'PostgreSQL 16' }),
    node('users-db', 'database', {
      engine: 'PostgreSQL 16',
      owner: 'group:default/identity',
    }),
    node('session-cache', 'cache', {
      engine: 'Redis 7',
      owner: 'group:default/identity',
    }),
    node('order-events', 'topic', { engine: 'Kafka' }),
    node('payment-worker', 'worker', {
      language: 'Go',
      owner: 'group:default/payments',
    }),
    node('shipment-service-of-the-northern-warehouse', 'service', {
      language: 'Go',
      box: FULFILMENT,
      owner: 'group:default/logistics',
    }),
    node('Cardline', 'external', {
      box: undefined,
      owner: undefined,
      unknown: true,
    }),
  ].sort(byId),
  edges: [
    edge('api-gateway', 'user-service', 'http'),
    edge('api-gateway', 'order-service', 'http', {
      operations: ['GET /orders', 'POST /orders'],
      apis: ['orders v1'],
    }),
    edge('order-service', 'user-service', 'grpc', { operations: ['GetUser'] }),
    edge('order-service', 'orders-db', 'sql', {
      operations: ['read', 'write'],
    }),
    edge('user-service', 'users-db', 'sql'),
    edge('user-service', 'session-cache', 'cache'),
    edge('order-service', 'order-events', 'events', {
      direction: 'publish',
      operations: ['order.placed'],
    }),
    edge('order-events', 'payment-worker', 'events', {
      direction: 'subscribe',
    }),
    edge(
      'order-events',
      'shipment-service-of-the-northern-warehouse',
      'events',
      {
        direction: 'subscribe',
      },
    ),
    edge('payment-worker', 'orders-db', 'sql'),
    edge('payment-worker', 'Cardline', 'http'),
    edge(
      'shipment-service-of-the-northern-warehouse',
      'order-service',
      'http',
      {
        operations: ['PATCH /orders/{id}'],
        apis: ['orders v1'],
      },
    ),
  ].sort(byId),
};
