import type {
  Topology,
  TopologyEdge,
  TopologyNode,
} from '@golden-path/backstage-plugin-topology-common';
import { countVisible } from './visible';

const node = (id: string, more: Partial<TopologyNode> = {}): TopologyNode => ({
  ...{ id, name: id, shape: 'service', tags: [] },
  ...more,
});
const edge = (
  from: string,
  to: string,
  protocol: TopologyEdge['protocol'] = 'http',
): TopologyEdge => ({
  ...{ id: `${from}>${to}:${protocol}`, from, to, protocol, mode: 'sync' },
  ...{ operations: [], apis: [], declaredBy: [] },
});

const topology: Topology = {
  boxes: [
    { id: 'sales', kind: 'domain', name: 'sales' },
    { id: 'shop', kind: 'system', name: 'shop', parent: 'sales' },
  ],
  nodes: [
    node('orders', { box: 'shop' }),
    node('orders-api', { shape: 'api', providedBy: 'orders', box: 'shop' }),
    node('users', { box: 'shop' }),
    node('web'),
  ],
  edges: [
    edge('web', 'orders'),
    edge('web', 'users'),
    edge('web', 'users', 'grpc'),
    edge('users', 'web'),
    edge('orders', 'users'),
  ],
};
const counted = (...collapsed: string[]) =>
  countVisible(topology, new Set(collapsed));

describe('countVisible', () => {
  it('counts cards, with their APIs, and lines by ends and protocol', () => {
    expect(counted()).toEqual({ nodes: 3, edges: 5 });
  });

  it('counts a collapsed box once, and only lines that leave it', () => {
    const rolledUp = { nodes: 2, edges: 3 };
    expect(counted('shop')).toEqual(rolledUp);
    expect(counted('sales')).toEqual(rolledUp);
    expect(counted('sales', 'shop')).toEqual(rolledUp);
  });
});
