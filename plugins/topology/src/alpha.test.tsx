import type { CatalogApi } from '@backstage/catalog-client';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import topologyPlugin from './alpha';
import { noBackend } from './__testUtils__/noBackend';
import { shopEntities } from './__testUtils__/shopEntities';

const entityOf = (ref: string): Entity =>
  shopEntities.find(entity => stringifyEntityRef(entity) === ref)!;

function open(
  ref: string,
  catalog: CatalogApi = catalogApiMock({ entities: shopEntities }),
) {
  return renderTestApp({
    extensions: [
      createTestEntityPage({ entity: entityOf(ref) }),
      topologyPlugin.getExtension('entity-content:topology'),
    ],
    apis: [...noBackend, [catalogApiRef, catalog]],
  });
}

const graph = (name: string) =>
  screen.findByRole('application', { name: `Topology of ${name}` });

const namesIn = (element: HTMLElement) =>
  within(element)
    .getAllByRole('button')
    .map(item => item.getAttribute('data-item'))
    .sort();

describe('the Topology tab', () => {
  it('shows a component with its callers and callees, itself chosen', async () => {
    open('component:default/orders');
    expect(namesIn(await graph('orders'))).toEqual([
      'api:default/orders-api',
      'api:default/users-api',
      'component:default/orders',
      'component:default/storefront',
      'component:default/users',
      'resource:default/orders-db',
      'system:default/accounts',
      'system:default/mobile',
      'system:default/shop',
    ]);
    expect(screen.getByRole('heading', { name: 'orders' })).toBeInTheDocument();
    expect(screen.getByText('orders → users: gRPC')).toBeInTheDocument();
  });

  it('goes further when a greater depth is chosen', async () => {
    open('component:default/orders');
    await graph('orders');
    await userEvent.click(screen.getByRole('button', { name: /^Depth/ }));
    await userEvent.click(
      screen.getByRole('menuitemradio', { name: '2 calls' }),
    );
    expect(
      await screen.findByRole('button', { name: /^payment-worker/ }),
    ).toBeInTheDocument();
  });

  it('shows a system whole, with its boundary, and nothing chosen', async () => {
    open('system:default/shop');
    expect(namesIn(await graph('shop'))).toEqual(
      expect.arrayContaining([
        'component:default/orders',
        'component:default/payment-worker',
        'component:default/storefront',
        'component:default/users',
        'resource:default/orders-db',
      ]),
    );
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /^Depth/ }),
    ).not.toBeInTheDocument();
  });

  it('shows a domain with the systems in it', async () => {
    open('domain:default/commerce');
    expect(namesIn(await graph('commerce'))).toEqual(
      expect.arrayContaining([
        'domain:default/checkout',
        'system:default/payments',
        'system:default/shop',
      ]),
    );
  });

  it('shows an API at its provider', async () => {
    open('api:default/orders-api');
    const item = within(await graph('orders-api')).getByRole('button', {
      name: /^orders-api/,
    });
    expect(item).toHaveAttribute('aria-pressed', 'true');
  });

  it('says what failed, and loads on the next try', async () => {
    const catalog = catalogApiMock({ entities: shopEntities });
    jest
      .spyOn(catalog, 'queryEntities')
      .mockRejectedValueOnce(new Error('503 Service Unavailable'));
    open('system:default/shop', catalog);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      '503 Service Unavailable',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await graph('shop')).toBeInTheDocument();
  });

  it('says so without permission', async () => {
    const catalog = catalogApiMock({ entities: shopEntities });
    const refused = Object.assign(new Error('refused'), { statusCode: 403 });
    jest.spyOn(catalog, 'queryEntities').mockRejectedValue(refused);
    open('system:default/shop', catalog);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'This topology is not open to you',
    );
  });
});

describe('the landscape', () => {
  const openLandscape = (
    catalog: CatalogApi = catalogApiMock({ entities: shopEntities }),
    path = '/topology',
  ) =>
    renderTestApp({
      extensions: [
        // what a node links to
        createTestEntityPage({ entity: entityOf('component:default/orders') }),
        topologyPlugin.getExtension('page:topology'),
      ],
      initialRouteEntries: [path],
      apis: [...noBackend, [catalogApiRef, catalog]],
    });
  const landscape = () =>
    screen.findByRole('application', { name: 'Landscape' });

  it('shows every domain and system with the calls between them', async () => {
    openLandscape();
    expect(namesIn(await landscape())).toEqual(
      expect.arrayContaining([
        'component:default/newsletter',
        'component:default/orders',
        'domain:default/checkout',
        'domain:default/commerce',
        'system:default/mobile',
      ]),
    );
  });

  it('rolls up to domains as an address says, and counts what is bundled', async () => {
    openLandscape(undefined, '/topology?level=domain');
    expect(namesIn(await landscape())).toEqual([
      'domain:default/commerce',
      'domain:default/platform',
      'system:default/mobile',
    ]);
  });

  it('says what failed, and loads on the next try', async () => {
    const catalog = catalogApiMock({ entities: shopEntities });
    jest
      .spyOn(catalog, 'queryEntities')
      .mockRejectedValueOnce(new Error('503 Service Unavailable'));
    openLandscape(catalog);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      '503 Service Unavailable',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await landscape()).toBeInTheDocument();
  });
});
