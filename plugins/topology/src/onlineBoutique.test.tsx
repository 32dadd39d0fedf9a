import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { parseAllDocuments } from 'yaml';
import { noBackend } from './__testUtils__/noBackend';
import { related } from './__testUtils__/related';
import topologyPlugin from './alpha';

const FILE = join(
  __dirname,
  '../../../packages/backend/examples/online-boutique.yaml',
);

const boutique: Entity[] = related(
  parseAllDocuments(readFileSync(FILE, 'utf8')).map(document =>
    document.toJS(),
  ),
);

async function open(ref: string) {
  renderTestApp({
    extensions: [
      createTestEntityPage({
        entity: boutique.find(entity => stringifyEntityRef(entity) === ref)!,
      }),
      topologyPlugin.getExtension('entity-content:topology'),
    ],
    apis: [
      ...noBackend,
      [catalogApiRef, catalogApiMock({ entities: boutique })],
    ],
  });
  return within(await screen.findByRole('application'));
}

/** The calls that are drawn, in the words of their tooltips. */
const calls = () =>
  [...document.querySelectorAll('[data-edge] title')]
    .map(title => title.textContent)
    .sort();

describe('Online Boutique, written as plain catalog files', () => {
  it('shows every call of the system without a click', async () => {
    await open('system:default/online-boutique');
    expect(calls()).toEqual([
      'cartservice → redis-cart: cache',
      'checkoutservice → cartservice: gRPC',
      'checkoutservice → currencyservice: gRPC',
      'checkoutservice → emailservice: gRPC',
      'checkoutservice → paymentservice: gRPC',
      'checkoutservice → productcatalogservice: gRPC',
      'checkoutservice → shippingservice: gRPC',
      'frontend → adservice: gRPC',
      'frontend → cartservice: gRPC',
      'frontend → checkoutservice: gRPC',
      'frontend → currencyservice: gRPC',
      'frontend → productcatalogservice: gRPC',
      'frontend → recommendationservice: gRPC',
      'frontend → shippingservice: gRPC',
      'loadgenerator → frontend: HTTP',
      'recommendationservice → productcatalogservice: gRPC',
    ]);
  });

  it('shows who calls a service and whom it calls', async () => {
    await open('component:default/checkoutservice');
    const panel = within(screen.getByRole('complementary'));
    expect(panel.getByRole('button', { name: /frontend/ })).toBeInTheDocument();
    expect(panel.getAllByRole('listitem')).toHaveLength(7);
  });

  it('leads from a store to its callers, further with depth', async () => {
    const graph = await open('resource:default/redis-cart');
    expect(calls()).toEqual(['cartservice → redis-cart: cache']);
    await userEvent.click(screen.getByRole('button', { name: /^Depth/ }));
    await userEvent.click(
      screen.getByRole('menuitemradio', { name: '2 calls' }),
    );
    await graph.findByRole('button', { name: /^frontend,/ });
    expect(calls()).toEqual([
      'cartservice → redis-cart: cache',
      'checkoutservice → cartservice: gRPC',
      'frontend → cartservice: gRPC',
      'frontend → checkoutservice: gRPC',
    ]);
  });

  it('lets axe find nothing', async () => {
    await open('system:default/online-boutique');
    const view = screen.getByRole('group', { name: /^Topology of/ });
    const { violations } = await axe.run(view, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations).toEqual([]);
  });
});
