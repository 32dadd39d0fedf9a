import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import catalogGraphModule, { topologyRelationPairs } from './catalogGraph';

const service = (name: string, relations: [string, string][]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  spec: { type: 'service' },
  relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
});

/** One service that stands in all the relations, and another in all their inverses. */
const entities = [
  service(
    'orders',
    topologyRelationPairs.map(([type]) => [type, 'component:default/users']),
  ),
  service(
    'users',
    topologyRelationPairs.map(([, type]) => [type, 'component:default/orders']),
  ),
];

function open(modules: (typeof catalogGraphModule)[]) {
  renderTestApp({
    features: [catalogGraphPlugin, ...modules],
    apis: [[catalogApiRef, catalogApiMock({ entities })]],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: [
      '/catalog-graph?rootEntityRefs[]=component:default/orders',
    ],
  });
}

describe('the catalog graph of Backstage', () => {
  beforeAll(() => {
    // jsdom lays nothing out
    Object.assign(window.SVGElement.prototype, {
      getBBox: () => ({ width: 100, height: 20 }),
    });
  });

  it('draws calls, publishers and subscribers, each pair as one', async () => {
    open([catalogGraphModule]);
    expect(await screen.findByText('users')).toBeInTheDocument();
    const labels = screen
      .getAllByTestId('label')
      .map(label => label.textContent);
    expect(labels.join()).toContain('calls / calledBy');
    expect(labels.join()).toContain('publishesTo / hasPublisher');
    expect(labels.join()).toContain('subscribesTo / hasSubscriber');
  });

  it('knows none of them without the module', async () => {
    open([]);
    expect(await screen.findByText('orders')).toBeInTheDocument();
    expect(screen.queryByText('users')).not.toBeInTheDocument();
  });
});
