import { shop } from '../__testUtils__/shop';
import { collapseBox, collapsedBoxes, openBoxes } from './boxStates';
import { filterTopology, noFilters } from './filterTopology';
import { neighboursOf } from './neighbours';
import { searchTopology } from './search';
import { themedTints } from './tints';
import { readTopologyView, writeTopologyView } from './viewQuery';
import {
  type BoxStates,
  defaultTopologyViewState,
  type TopologyViewState,
} from './viewState';
import { nameOfRef, operationsWords } from './words';

describe('filterTopology', () => {
  const ids = (things: { id: string }[]) => things.map(({ id }) => id);

  it('keeps everything without a filter', () => {
    expect(filterTopology(shop, noFilters)).toBe(shop);
  });

  it('keeps the chosen shapes, their APIs, their boxes and the edges between them', () => {
    const part = filterTopology(shop, { ...noFilters, shapes: ['service'] });
    expect(ids(part.nodes)).toEqual([
      'order-service',
      'orders v1',
      'shipment-service-of-the-northern-warehouse',
      'user-service',
    ]);
    expect(part.edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'order-service user-service',
      'shipment-service-of-the-northern-warehouse order-service',
    ]);
    expect(part.boxes).toHaveLength(3);
  });

  it('drops the boxes that hold nothing any more', () => {
    const part = filterTopology(shop, { ...noFilters, shapes: ['worker'] });
    expect(ids(part.boxes)).toEqual([
      'domain:default/commerce',
      'system:default/shop',
    ]);
  });

  it('keeps all nodes when only edges are filtered', () => {
    const part = filterTopology(shop, { ...noFilters, protocols: ['grpc'] });
    expect(part.nodes).toEqual(shop.nodes);
    expect(ids(part.edges)).toEqual(['order-service user-service grpc']);
  });
});

describe('filterTopology by what the catalog says', () => {
  const named = (filters: Partial<typeof noFilters>) =>
    filterTopology(shop, { ...noFilters, ...filters }).nodes.map(n => n.name);

  it('wants one of the values of each dimension', () => {
    expect(
      named({ owners: ['group:default/identity'], shapes: ['service'] }),
    ).toEqual(['user-service']);
    expect(named({ lifecycles: ['production'] })).toEqual([
      'order-service',
      'orders v1',
    ]);
    expect(named({ tags: ['go'] })).toEqual([]);
  });
});

describe('which boxes are cards', () => {
  const commerce = 'domain:default/commerce';
  const fulfilment = 'system:default/fulfilment';
  const shopBox = 'system:default/shop';
  const state = (change: Partial<TopologyViewState>): TopologyViewState => ({
    ...defaultTopologyViewState,
    ...change,
  });
  const cards = (view: BoxStates) => [...collapsedBoxes(shop.boxes, view)];

  it('are the systems, and with a roll-up to domains these too', () => {
    expect(cards(state({}))).toEqual([]);
    expect(cards(state({ rollUp: 'system' }))).toEqual([fulfilment, shopBox]);
    expect(cards(state({ rollUp: 'domain' }))).toContain(commerce);
  });

  it('opens what was rolled up or collapsed by hand, and takes it back', () => {
    const rolled = state({ rollUp: 'system', collapsed: [commerce] });
    const opened = openBoxes(shop.boxes, rolled, [shopBox, commerce]);
    expect(cards(opened)).toEqual([fulfilment]);
    expect(opened.opened).toEqual([shopBox]);
    const again = collapseBox(shop.boxes, opened, shopBox);
    expect(again).toEqual({ rollUp: 'system', collapsed: [], opened: [] });
    expect(collapseBox(shop.boxes, again, commerce).collapsed).toEqual([
      commerce,
    ]);
  });
});

describe('neighboursOf', () => {
  const names = (id: string) => {
    const { callers, callees } = neighboursOf(shop, id);
    return {
      callers: callers.map(caller => caller.id),
      callees: callees.map(callee => callee.id),
    };
  };

  it('lists callers and callees of a service', () => {
    expect(names('order-service')).toEqual({
      callers: ['api-gateway', 'shipment-service-of-the-northern-warehouse'],
      callees: ['order-events', 'orders-db', 'user-service'],
    });
  });

  it('takes those who call through an API as its callers', () => {
    expect(names('orders v1')).toEqual({
      callers: ['api-gateway', 'shipment-service-of-the-northern-warehouse'],
      callees: [],
    });
  });

  it('takes a box as a whole', () => {
    expect(names('system:default/fulfilment')).toEqual({
      callers: ['order-events'],
      callees: ['order-service'],
    });
  });
});

describe('searchTopology', () => {
  it('finds names in the order in which the text comes in them', () => {
    expect(searchTopology(shop, ' SER').map(({ name }) => name)).toEqual([
      'user-service',
      'users-db',
      'order-service',
      'shipment-service-of-the-northern-warehouse',
    ]);
  });

  it('finds boxes too and says what and where each hit is', () => {
    expect(searchTopology(shop, 'shop')).toEqual([
      { id: 'system:default/shop', name: 'shop', detail: 'system' },
    ]);
    expect(searchTopology(shop, 'cardline')[0]?.detail).toBe('external');
    expect(searchTopology(shop, 'users-db')[0]?.detail).toBe('database · shop');
  });

  it('finds nothing for blanks', () => {
    expect(searchTopology(shop, '  ')).toEqual([]);
  });
});

describe('themedTints', () => {
  it('gives the four most frequent owners a tint and the rest a common grey', () => {
    const { keys } = themedTints(shop, 'owner');
    expect(keys.map(({ label, tint }) => [label, tint])).toEqual([
      ['checkout', '--topology-tint-1'],
      ['identity', '--topology-tint-2'],
      ['logistics', '--topology-tint-3'],
      ['payments', '--topology-tint-4'],
      ['1 more', '--topology-tint-rest'],
    ]);
  });

  it('gives all cards of a domain the tint of that domain', () => {
    const { keys } = themedTints(shop, 'domain');
    expect(keys.map(({ label }) => label)).toEqual(['commerce']);
  });

  it('colours by nothing when told so', () => {
    expect(themedTints(shop, 'none').keys).toEqual([]);
  });
});

describe('the view in an address', () => {
  const view: TopologyViewState = {
    presentation: 'table',
    lens: 'difference',
    colourBy: 'language',
    rollUp: 'domain',
    collapsed: ['system:default/shop'],
    opened: ['domain:default/commerce'],
    shapes: ['service', 'database'],
    protocols: ['grpc'],
    types: ['service'],
    owners: ['group:default/checkout'],
    lifecycles: ['production'],
    tags: ['go', 'pci'],
    focused: 'component:default/orders',
    pathTo: 'component:default/users',
    side: 'impact',
    finding: 'cycle a b',
    within: 'system:default/shop',
  };

  it('comes back as it was written, with the parameters of others', () => {
    const written = writeTopologyView(
      new URLSearchParams('depth=2'),
      view,
      defaultTopologyViewState,
    );
    const read = new URLSearchParams(written.toString());
    expect(readTopologyView(read, defaultTopologyViewState)).toEqual(view);
    expect(read.get('depth')).toBe('2');
  });

  it('leaves out what is usual', () => {
    const written = writeTopologyView(
      new URLSearchParams('as=table&kinds=service'),
      defaultTopologyViewState,
      defaultTopologyViewState,
    );
    expect(written.toString()).toBe('');
  });

  it('can say that nothing is collapsed where something usually is', () => {
    const defaults = { ...defaultTopologyViewState, collapsed: ['a'] };
    const written = writeTopologyView(
      new URLSearchParams(),
      { ...defaults, collapsed: [] },
      defaults,
    );
    expect(written.toString()).toBe('collapsed=');
    expect(readTopologyView(written, defaults).collapsed).toEqual([]);
  });

  it('passes over words that it does not know', () => {
    const params = new URLSearchParams(
      'as=film&colour=toString&kinds=service,ghost&protocols=constructor',
    );
    expect(readTopologyView(params, defaultTopologyViewState)).toEqual({
      ...defaultTopologyViewState,
      shapes: ['service'],
    });
  });
});

describe('words', () => {
  it.each([
    ['group:default/checkout', 'checkout'],
    ['user:guests/jane', 'guests/jane'],
    ['group:checkout', 'checkout'],
    ['checkout', 'checkout'],
  ])('shortens the reference %s to %s', (ref, name) => {
    expect(nameOfRef(ref)).toBe(name);
  });

  it('names one operation and counts more', () => {
    expect(operationsWords({ protocol: 'grpc', operations: ['GetUser'] })).toBe(
      'GetUser',
    );
    expect(
      operationsWords({ protocol: 'http', operations: ['GET /a', 'GET /b'] }),
    ).toBe('2 routes');
    expect(
      operationsWords({ protocol: 'sql', operations: ['read', 'write'] }),
    ).toBe('read, write');
  });
});
