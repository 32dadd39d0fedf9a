import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { type FetchApi, fetchApiRef } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  encodeTopology,
  topologyFromEntities,
} from '@golden-path/backstage-plugin-topology-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes, useLocation } from 'react-router-dom';
import {
  EntityTopologyContent,
  isTopologyAvailable,
  TopologyPage,
} from './index';
import { noBackend } from './__testUtils__/noBackend';
import { shopEntities } from './__testUtils__/shopEntities';

const entityOf = (ref: string): Entity =>
  shopEntities.find(entity => stringifyEntityRef(entity) === ref)!;

function Address() {
  return <output>{useLocation().search}</output>;
}

const address = () =>
  new URLSearchParams(document.querySelector('output')!.textContent ?? '');

/** What gives these answers, one after the other. */
const answersOf = (...answers: Response[]) =>
  jest.fn(async () => answers.shift()!);

/** The answer of an index that has read everything. */
const indexed = () =>
  Response.json({
    ...{ revision: 1, asOf: '', findings: [] },
    topology: encodeTopology(topologyFromEntities(shopEntities).topology),
  });

const answering = (fetch: FetchApi['fetch']) =>
  [noBackend[0], [fetchApiRef, { fetch }] as const] as const;

/** They are there once the index answers. */
const lenses = () =>
  screen.findByRole('button', { name: 'Observed' }, { timeout: 5000 });

async function open(ref: string, query = '', backend = noBackend) {
  await renderInTestApp(
    <TestApiProvider
      apis={[
        ...backend,
        [catalogApiRef, catalogApiMock({ entities: shopEntities })],
      ]}
    >
      <EntityProvider entity={entityOf(ref)}>
        <Routes>
          <Route path="/*" element={<EntityTopologyContent />} />
        </Routes>
        <Address />
      </EntityProvider>
    </TestApiProvider>,
    {
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      routeEntries: [`/${query}`],
    },
  );
  return within(await screen.findByRole('application'));
}

describe('the content of an entity page in the old frontend system', () => {
  it('shows the topology of the entity', async () => {
    const graph = await open('component:default/orders');
    expect(graph.getByRole('button', { name: /^users,/ })).toBeInTheDocument();
  });

  it('links a node to its page, its owner, and nothing that has no page', async () => {
    const graph = await open('system:default/shop');
    await userEvent.click(graph.getByRole('button', { name: /^users,/ }));
    const panel = within(screen.getByRole('complementary'));
    expect(panel.getByRole('link', { name: 'Open' })).toHaveAttribute(
      'href',
      '/catalog/default/component/users',
    );
    expect(panel.getByRole('link', { name: 'checkout' })).toHaveAttribute(
      'href',
      '/catalog/default/group/checkout',
    );
  });

  it('keeps what is set in the address', async () => {
    const graph = await open('system:default/shop');
    await userEvent.click(graph.getByRole('button', { name: /^orders,/ }));
    await userEvent.keyboard('f');
    await userEvent.click(screen.getByRole('button', { name: 'Table' }));
    expect(Object.fromEntries(address())).toEqual({
      selected: 'component:default/orders',
      focus: 'component:default/orders',
      as: 'table',
    });
  });

  it('finds a node in a collapsed system: opened and chosen in one step', async () => {
    await open(
      'system:default/shop',
      '?collapsed=system:default/shop,system:default/mobile',
    );
    await userEvent.type(screen.getByRole('combobox'), 'orders-db{Enter}');
    expect(Object.fromEntries(address())).toEqual({
      selected: 'resource:default/orders-db',
      collapsed: 'system:default/mobile',
    });
  });

  it('opens as an address says', async () => {
    const graph = await open(
      'component:default/orders',
      '?depth=2&selected=component:default/users&focus=component:default/users&collapsed=system:default/mobile',
    );
    expect(screen.getByRole('heading', { name: 'users' })).toBeInTheDocument();
    expect(
      graph.getByRole('button', { name: /^mobile, .*collapsed system/ }),
    ).toBeInTheDocument();
    expect(
      graph
        .getByRole('button', { name: /^payment-worker/ })
        .closest('[data-emphasis="dim"]'),
    ).toBeInTheDocument();
  });

  it('shows what is new as the catalog has it, until the index has read it', async () => {
    const fetch = answersOf(
      new Response('{}', { status: 202, headers: { 'retry-after': '1' } }),
      indexed(),
    );
    const graph = await open('component:default/orders', '', answering(fetch));
    expect(graph.getByRole('button', { name: /^users,/ })).toBeInTheDocument();
    const note = /^New in the catalog/;
    expect(screen.getByText(note)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(await lenses()).toBeInTheDocument();
    expect(screen.queryByText(note)).not.toBeInTheDocument();
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('has nothing chosen when the address says so', async () => {
    await open('component:default/orders', '?selected=');
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
  });
});

describe('the landscape in the old frontend system', () => {
  const openLandscape = (backend: ReturnType<typeof answering>) =>
    renderInTestApp(
      <TestApiProvider
        apis={[
          ...backend,
          [catalogApiRef, catalogApiMock({ entities: shopEntities })],
        ]}
      >
        <Routes>
          <Route path="/topology" element={<TopologyPage />} />
        </Routes>
      </TestApiProvider>,
      {
        mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
        routeEntries: ['/topology'],
      },
    );

  it('is a page of its own, with its header', async () => {
    await openLandscape(noBackend);
    const graph = within(await screen.findByRole('application'));
    expect(graph.getByRole('button', { name: /^orders,/ })).toBeInTheDocument();
    expect(screen.getByRole('heading', { name: 'Topology' })).toBeVisible();
  });

  it('is drawn from the catalog while that is indexed for the first time', async () => {
    const error = { message: 'The topology is being indexed' };
    const fetch = answersOf(
      Response.json(
        { error },
        { status: 503, headers: { 'retry-after': '1' } },
      ),
      indexed(),
    );
    await openLandscape(answering(fetch));
    const graph = within(await screen.findByRole('application'));
    expect(graph.getByRole('button', { name: /^orders,/ })).toBeInTheDocument();
    const note = /^Drawn from the catalog while/;
    expect(screen.getByText(note)).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(await lenses()).toBeInTheDocument();
    expect(screen.queryByText(note)).not.toBeInTheDocument();
    expect(fetch).toHaveBeenCalledTimes(2);
  });
});

describe('isTopologyAvailable', () => {
  it('holds for what can be drawn', () => {
    expect(isTopologyAvailable(entityOf('api:default/orders-api'))).toBe(true);
    expect(
      isTopologyAvailable({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: 'jane' },
      }),
    ).toBe(false);
  });
});
