import type { CatalogApi } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { shopEntities } from '../__testUtils__/shopEntities';
import { loadEntities } from './loadEntities';

async function load(ref: string, depth = 1) {
  const catalog: CatalogApi = catalogApiMock({ entities: shopEntities });
  const queries = jest.spyOn(catalog, 'queryEntities');
  const lookups = jest.spyOn(catalog, 'getEntitiesByRefs');
  const root = shopEntities.find(entity => stringifyEntityRef(entity) === ref)!;
  const entities = await loadEntities(catalog, root, depth);
  return {
    entities,
    refs: entities.map(entity => stringifyEntityRef(entity)).sort(),
    roundTrips: queries.mock.calls.length + lookups.mock.calls.length,
    queries: queries.mock.calls.map(([request]) => request),
  };
}

describe('loadEntities', () => {
  it('loads a component with its callers, callees and their boxes', async () => {
    const { refs } = await load('component:default/orders');
    expect(refs).toEqual([
      'api:default/orders-api',
      'api:default/users-api',
      'component:default/orders',
      'component:default/storefront',
      'component:default/users',
      'domain:default/commerce',
      'resource:default/orders-db',
      'system:default/accounts',
      'system:default/mobile',
      'system:default/shop',
    ]);
  });

  it('leaves out others who happen to call the same API', async () => {
    const { refs } = await load('component:default/orders');
    expect(refs).not.toContain('component:default/newsletter');
  });

  it('goes as many calls further as it is told', async () => {
    const { refs } = await load('component:default/orders', 2);
    expect(refs).toContain('component:default/newsletter');
    expect(refs).toContain('component:default/payment-worker');
  });

  it('loads an API with the callers and callees of its provider', async () => {
    const { refs } = await load('api:default/orders-api');
    expect(refs).toEqual((await load('component:default/orders')).refs);
  });

  it('loads an API without a provider with its consumers', async () => {
    const consumers = shopEntities.filter(
      ({ metadata }) => metadata.name !== 'orders',
    );
    const catalog = catalogApiMock({ entities: consumers });
    const root = consumers.find(
      ({ metadata }) => metadata.name === 'orders-api',
    )!;
    const entities = await loadEntities(catalog, root, 1);
    expect(entities.map(({ metadata }) => metadata.name)).toContain(
      'storefront',
    );
  });

  it('loads the APIs of those at the edge, which say how they are called', async () => {
    const { refs } = await load('resource:default/orders-db');
    expect(refs).toContain('component:default/orders');
    expect(refs).toContain('api:default/orders-api');
  });

  it('loads a system with its boundary on both sides', async () => {
    const { refs } = await load('system:default/shop');
    expect(refs).toEqual([
      'api:default/orders-api',
      'api:default/users-api',
      'component:default/orders',
      'component:default/payment-worker',
      'component:default/storefront',
      'component:default/users',
      'domain:default/checkout',
      'domain:default/commerce',
      'resource:default/orders-db',
      'system:default/accounts',
      'system:default/mobile',
      'system:default/payments',
      'system:default/shop',
    ]);
  });

  it('loads a domain with the systems of its subdomains', async () => {
    const { refs } = await load('domain:default/commerce');
    expect(refs).toContain('system:default/payments');
    expect(refs).toContain('component:default/payment-worker');
    expect(refs).toContain('component:default/orders');
    expect(refs).not.toContain('component:default/newsletter');
  });

  it('needs the same few round trips however large the system is', async () => {
    expect((await load('system:default/shop')).roundTrips).toBeLessThanOrEqual(
      5,
    );
    expect(
      (await load('component:default/orders')).roundTrips,
    ).toBeLessThanOrEqual(4);
  });

  it('asks for no definition, no order and no count', async () => {
    const { entities, queries } = await load('system:default/shop');
    const definitions = entities
      .filter(({ metadata }) => metadata.name !== 'shop')
      .filter(({ spec }) => spec && 'definition' in spec);
    expect(definitions).toEqual([]);
    for (const query of queries) {
      expect(query).not.toHaveProperty('orderFields');
      expect(query).toHaveProperty('totalItems', 'exclude');
    }
  });

  it('follows the pages of a large system', async () => {
    const catalog: CatalogApi = catalogApiMock({ entities: shopEntities });
    const query = catalog.queryEntities.bind(catalog);
    const spy = jest
      .spyOn(catalog, 'queryEntities')
      .mockImplementation(request => query({ ...request, limit: 1 }));
    const root = shopEntities.find(({ metadata }) => metadata.name === 'shop')!;
    const entities = await loadEntities(catalog, root, 1);
    expect(spy.mock.calls.length).toBeGreaterThan(2);
    expect(entities.map(({ metadata }) => metadata.name)).toEqual(
      expect.arrayContaining(['orders', 'orders-api', 'orders-db']),
    );
  });
});
