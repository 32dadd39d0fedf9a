import { topologyFromEntities } from '../catalog/topologyFromEntities';
import { shopEntities } from '../__testUtils__/shop';
import { Topology } from './types';
import { boxView, neighbourhood, nodesIn, rollUp } from './views';

const { topology } = topologyFromEntities(shopEntities());

function names({ nodes }: Topology): string[] {
  return nodes.filter(n => n.shape !== 'api').map(n => n.name);
}

describe('neighbourhood', () => {
  it('holds callers and callees within the depth', () => {
    const near = neighbourhood(topology, 'component:default/user-service', 1);
    expect(names(near)).toEqual([
      'api-gateway',
      'order-service',
      'user-service',
      'session-cache',
      'users-db',
    ]);
    const further = neighbourhood(
      topology,
      'component:default/user-service',
      2,
    );
    expect(names(further)).toContain('orders-db');
    expect(names(further)).not.toContain('cardline');
  });

  it('of an API is that of its provider', () => {
    expect(neighbourhood(topology, 'api:default/orders', 1)).toEqual(
      neighbourhood(topology, 'component:default/order-service', 1),
    );
  });

  it('keeps the boxes around its nodes', () => {
    const near = neighbourhood(topology, 'resource:default/users-db', 1);
    expect(near.boxes.map(b => b.name)).toEqual(['commerce', 'shop']);
  });

  it('of an unknown id is empty', () => {
    expect(
      neighbourhood(topology, 'component:default/nobody', 2).nodes,
    ).toEqual([]);
  });
});

describe('boxView', () => {
  it('holds the box and one step out, without edges among the neighbours', () => {
    const view = boxView(topology, 'system:default/shop');
    expect(names(view)).toContain('packing');
    expect(names(view)).toContain('cardline');
    const inside = nodesIn(topology, 'system:default/shop');
    expect(view.edges.every(e => inside.has(e.from) || inside.has(e.to))).toBe(
      true,
    );
  });
});

describe('rollUp', () => {
  it('leaves the calls between systems', () => {
    const systems = rollUp(topology, 'system');
    expect(names(systems)).toEqual(['cardline', 'fulfilment', 'shop']);
    expect(systems.edges.map(e => e.id)).toEqual([
      'system:default/fulfilment>system:default/shop:http',
      'system:default/shop>component:default/cardline:http',
      'system:default/shop>system:default/fulfilment:events:subscribe',
    ]);
    expect(systems.boxes.map(b => b.name)).toEqual(['commerce']);
  });
});
