import { topologyFromEntities } from '../catalog/topologyFromEntities';
import { confirm } from './confirm';
import { ObservedCall } from './observedCall';

const window = { from: '2026-11-01T10:00:00Z', to: '2026-11-01T11:00:00Z' };

function seen(
  from: string,
  to: string,
  protocol: ObservedCall['protocol'] = 'other',
): ObservedCall {
  return {
    from: `component:default/${from}`,
    to: `component:default/${to}`,
    protocol,
    rate: 2,
    window,
    source: 'prometheus',
  };
}

function component(name: string, dependsOn: string[] = [], calls: object = {}) {
  return {
    kind: 'Component',
    metadata: {
      name,
      annotations: { 'goldenpath.dev/topology': JSON.stringify(calls) },
    },
    spec: { type: 'service', dependsOn },
  };
}

const { topology } = topologyFromEntities([
  component('web', ['component:orders']),
  component('orders', ['component:users'], {
    'resource:placed': { direction: 'publish' },
  }),
  component('users'),
  component('mailer', [], { 'resource:placed': { direction: 'subscribe' } }),
  {
    kind: 'Resource',
    metadata: { name: 'placed' },
    spec: { type: 'kafka-topic' },
  },
]);

function states(...calls: ObservedCall[]) {
  const edges = confirm(topology, calls);
  return Object.fromEntries(
    edges.map(({ from, to, state }) => [
      [from, to].map(ref => ref.split('/')[1]).join(' > '),
      state,
    ]),
  );
}

describe('confirm', () => {
  it('tells what was seen, what is only declared and what nobody declares', () => {
    expect(states(seen('web', 'orders'), seen('web', 'users'))).toEqual({
      'web > orders': 'confirmed',
      'orders > users': 'declared',
      'orders > placed': 'declared',
      'placed > mailer': 'declared',
      'web > users': 'observed',
    });
  });

  it('confirms both halves of a way over a topic', () => {
    const found = states(seen('orders', 'mailer', 'events'));
    expect(found).toMatchObject({
      'orders > placed': 'confirmed',
      'placed > mailer': 'confirmed',
    });
    expect(found).not.toHaveProperty('orders > mailer');
  });

  it('leaves out calls of those that the topology does not hold', () => {
    expect(confirm(topology, [seen('web', 'stranger')])).toHaveLength(4);
  });

  it('keeps every source that saw an edge, in any order of calls', () => {
    const calls = [
      seen('web', 'users'),
      { ...seen('web', 'users'), source: 'jaeger' },
    ];
    const edges = confirm(topology, calls);
    expect(edges).toEqual(confirm(topology, [...calls].reverse()));
    const undeclared = edges.find(edge => edge.state === 'observed');
    expect(undeclared?.observed.map(({ source }) => source)).toEqual([
      'jaeger',
      'prometheus',
    ]);
  });
});
