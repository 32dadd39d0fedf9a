import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { defaultTopologyViewState } from '../state/viewState';
import { shop } from '../__testUtils__/shop';
import { TopologyView } from './TopologyView';

/** Systems of services that call the next; more than can be drawn at once. */
function large(systems: number, services: number): Topology {
  const boxes = Array.from({ length: systems }, (_, system) => ({
    id: `system:default/s${system}`,
    kind: 'system' as const,
    name: `s${system}`,
  }));
  const nodes = boxes.flatMap(({ id, name }) =>
    Array.from({ length: services }, (_, service) => ({
      id: `${name}-${service}`,
      name: `${name}-${service}`,
      shape: 'service' as const,
      tags: [],
      box: id,
    })),
  );
  const edges = nodes.slice(1).map((node, index) => ({
    id: `edge ${index}`,
    from: nodes[index]!.id,
    to: node.id,
    protocol: 'http' as const,
    mode: 'sync' as const,
    operations: [],
    apis: [],
    declaredBy: [],
  }));
  return { boxes, nodes, edges };
}

// what is too large would keep the test busy for minutes
jest.mock('../states/visible', () => ({
  ...jest.requireActual('../states/visible'),
  MAX_VISIBLE: 1500,
}));

describe('the states of a view', () => {
  it('is busy while there is no topology', () => {
    render(<TopologyView title="shop" />);
    expect(screen.getByRole('group', { name: 'shop' })).toHaveAttribute(
      'aria-busy',
      'true',
    );
    expect(
      screen.getByRole('status', { name: 'Loading topology' }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/0 nodes/)).not.toBeInTheDocument();
  });

  it('says what failed and tries again', async () => {
    const onRetry = jest.fn();
    render(
      <TopologyView
        title="shop"
        problem={{ kind: 'failed', message: '503 from the catalog', onRetry }}
      />,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The topology could not be loaded.503 from the catalog',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });

  it('says who can help without permission', () => {
    render(<TopologyView title="shop" problem={{ kind: 'forbidden' }} />);
    expect(screen.getByRole('alert')).toHaveTextContent(
      'Ask its owner for permission',
    );
  });

  it('says how to fill an empty topology', () => {
    render(
      <TopologyView
        title="shop"
        topology={{ boxes: [], nodes: [], edges: [] }}
      />,
    );
    expect(
      screen.getByText('Nothing is described here yet.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'How to describe them' }),
    ).toBeInTheDocument();
  });

  it('offers to clear filters that leave nothing', async () => {
    const onViewChange = jest.fn();
    const topology = {
      ...shop,
      nodes: shop.nodes.filter(({ shape }) => shape !== 'person'),
    };
    render(
      <TopologyView
        title="shop"
        topology={topology}
        view={{ ...defaultTopologyViewState, shapes: ['person'] }}
        onViewChange={onViewChange}
      />,
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(onViewChange).toHaveBeenCalledWith(defaultTopologyViewState);
  });

  it('offers to collapse what is too large, and draws it then', async () => {
    render(<TopologyView title="all" topology={large(40, 25)} />);
    expect(
      screen.getByText(
        '1,000 nodes and 999 edges are too many to draw at once.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Collapse all systems' }),
    );
    const graph = screen.getByRole('application', { name: 'all' });
    expect(within(graph).getAllByRole('button')).toHaveLength(40);
  });

  it('offers the table when there is nothing left to collapse', async () => {
    const flat = large(1, 800);
    render(
      <TopologyView
        title="all"
        topology={{
          ...flat,
          boxes: [],
          nodes: flat.nodes.map(({ box: _, ...node }) => node),
        }}
      />,
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Show as table' }),
    );
    expect(screen.getAllByRole('row')).toHaveLength(301);
    await userEvent.click(
      screen.getByRole('button', { name: 'Show 500 more nodes' }),
    );
    expect(screen.getAllByRole('row')).toHaveLength(801);
  });
});

describe('the table', () => {
  const table = { ...defaultTopologyViewState, presentation: 'table' as const };
  const names = () =>
    screen.getAllByRole('rowheader').map(header => header.textContent);

  it('holds every node with what it calls and is called by', () => {
    render(<TopologyView title="shop" topology={shop} view={table} />);
    const row = screen.getByRole('row', { name: /^order-service / });
    expect(
      within(row)
        .getAllByRole('cell')
        .map(c => c.textContent),
    ).toEqual([
      'service · Go',
      'shop',
      'checkout',
      'event order-events order.placedSQL orders-db read, writegRPC user-service GetUser',
      'HTTP api-gateway GET /orders, POST /ordersHTTP shipment-service-of-the-northern-warehouse PATCH /orders/{id}',
    ]);
    expect(names()).toHaveLength(shop.nodes.length);
  });

  it('sorts by a column, and the other way round', async () => {
    render(<TopologyView title="shop" topology={shop} view={table} />);
    const usual = names();
    await userEvent.click(screen.getByRole('button', { name: /^Name/ }));
    expect(names()).toEqual([...usual].reverse());
    expect(screen.getByRole('columnheader', { name: /Name/ })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
  });

  it('keeps the rows that a search finds', async () => {
    render(<TopologyView title="shop" topology={shop} view={table} />);
    await userEvent.type(screen.getByRole('combobox'), 'users');
    expect(names()).toEqual(['users-db']);
  });
});
