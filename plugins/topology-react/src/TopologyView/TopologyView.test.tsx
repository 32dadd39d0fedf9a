import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shop } from '../__testUtils__/shop';
import { TopologyView } from './TopologyView';

const graph = () => screen.getByRole('application', { name: 'shop' });
const card = (name: RegExp | string) =>
  within(graph()).getByRole('button', { name });
const emphasisOf = (item: Element) =>
  item.closest('[data-emphasis]')?.getAttribute('data-emphasis');
const panel = () => screen.queryByRole('complementary');

function show(props: Partial<Parameters<typeof TopologyView>[0]> = {}) {
  return render(<TopologyView title="shop" topology={shop} {...props} />);
}

describe('TopologyView', () => {
  it('draws every node, box and API as something that can be chosen, in words', () => {
    show();
    expect(within(graph()).getAllByRole('button')).toHaveLength(
      shop.nodes.length + shop.boxes.length,
    );
    expect(card(/^order-service/)).toHaveAccessibleName(
      'order-service, service · Go, in shop. 2 callers, 3 callees',
    );
    expect(card(/^shop,/)).toHaveAccessibleName(
      'shop, 4 services · 3 stores · 1 topic, owner checkout, system. 1 caller, 2 callees',
    );
    expect(card(/^orders v1/)).toHaveAccessibleName(
      /^orders v1, API of order-service/,
    );
  });

  it('draws each protocol with its own line and head', () => {
    const { container } = show();
    const line = (edge: string) =>
      container.querySelector(`[data-edge="${edge}"]`)!;
    const [grpc, sql, events] = [
      line('order-service user-service grpc'),
      line('order-service orders-db sql'),
      line('order-service order-events events'),
    ];
    expect(grpc).toHaveStyle({ color: 'var(--topology-grpc)' });
    expect(events.querySelector('[stroke-dasharray]')).toBeInTheDocument();
    expect(sql.querySelector('[stroke-dasharray]')).not.toBeInTheDocument();
    const width = (edge: Element) =>
      Number(
        edge.querySelector('[stroke-width]')?.getAttribute('stroke-width'),
      );
    expect(width(sql)).toBeLessThan(width(grpc));
  });

  it('says of an edge who calls whom with what', () => {
    show();
    expect(
      screen.getByText('order-service → user-service: gRPC, GetUser'),
    ).toBeInTheDocument();
  });

  it('opens the details of what is clicked, and closes them with Escape', async () => {
    const onSelect = jest.fn();
    show({ onSelect });
    await userEvent.click(card(/^order-service/));
    expect(onSelect).toHaveBeenLastCalledWith('order-service');
    const details = within(panel()!);
    expect(
      details.getByRole('heading', { name: 'order-service' }),
    ).toBeInTheDocument();
    expect(details.getByText('service · Go · production')).toBeInTheDocument();
    expect(details.getByText('publish order.placed')).toBeInTheDocument();
    expect(details.getByText('2 routes')).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(panel()).not.toBeInTheDocument();
    expect(onSelect).toHaveBeenLastCalledWith(null);
  });

  it('goes from the details to a neighbour', async () => {
    show({ selected: undefined });
    await userEvent.click(card(/^order-service/));
    await userEvent.click(
      within(panel()!).getByRole('button', { name: /user-service/ }),
    );
    expect(
      within(panel()!).getByRole('heading', { name: 'user-service' }),
    ).toBeInTheDocument();
  });

  it('links the chosen node, its owner and its links', async () => {
    show({
      hrefFor: id => `/catalog/${id}`,
      linksFor: () => [{ title: 'runbook', url: 'https://example.com/run' }],
    });
    await userEvent.click(card(/^order-service/));
    const link = (name: string) =>
      within(panel()!).getByRole('link', { name }).getAttribute('href');
    expect(link('Open')).toBe('/catalog/order-service');
    expect(link('checkout')).toBe('/catalog/group:default/checkout');
    expect(link('runbook')).toBe('https://example.com/run');
  });

  it('shows findings with the node that they belong to', async () => {
    show({
      findings: [
        { entityRef: 'order-service', message: 'annotation: mend it' },
        { entityRef: 'user-service', message: 'not this one' },
      ],
    });
    await userEvent.click(card(/^order-service/));
    expect(screen.getByText('annotation: mend it')).toBeInTheDocument();
    expect(screen.queryByText('not this one')).not.toBeInTheDocument();
  });

  it('lets callers and callees stand out, and dims the rest without hiding it', async () => {
    show();
    await userEvent.click(card(/^order-service/));
    await userEvent.click(screen.getByRole('button', { name: /^Focus/ }));
    expect(emphasisOf(card(/^user-service/))).toBe('normal');
    expect(emphasisOf(card(/^Cardline/))).toBe('dim');
  });

  it('collapses a box into one card with its counts, and opens it again', async () => {
    const { container } = show();
    const toggle = () =>
      container.querySelector('[data-toggle="system:default/shop"]')!;
    await userEvent.click(toggle());
    expect(card(/^shop,/)).toHaveAccessibleName(
      /^shop, 4 services · 3 stores.*, collapsed system/,
    );
    expect(
      within(graph()).queryByRole('button', { name: /^order-service/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(toggle());
    expect(card(/^order-service/)).toBeInTheDocument();
  });

  const showLevel = async (level: string) => {
    await userEvent.click(screen.getByRole('button', { name: /^Show/ }));
    await userEvent.click(screen.getByRole('menuitemradio', { name: level }));
  };

  it('rolls up to systems and to domains, and opens all again', async () => {
    show();
    await showLevel('systems');
    expect(within(graph()).getAllByRole('button')).toHaveLength(4);
    await showLevel('domains');
    expect(within(graph()).getAllByRole('button')).toHaveLength(2);
    await showLevel('services');
    expect(card(/^order-service/)).toBeInTheDocument();
  });

  it('opens one of the boxes that are rolled up, and says so in its view', async () => {
    const onViewChange = jest.fn();
    const { container } = show({ onViewChange });
    await showLevel('domains');
    await userEvent.click(
      container.querySelector('[data-toggle="domain:default/commerce"]')!,
    );
    expect(card(/^shop, .*collapsed system/)).toBeInTheDocument();
    expect(onViewChange).toHaveBeenLastCalledWith(
      expect.objectContaining({
        rollUp: 'domain',
        opened: ['domain:default/commerce'],
      }),
    );
  });

  it('filters by owner once that is asked for', async () => {
    show();
    await userEvent.click(screen.getByRole('button', { name: 'Filter' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Owner' }));
    await userEvent.click(
      await screen.findByRole('menuitemcheckbox', { name: 'identity' }),
    );
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('status')).toHaveTextContent('3 nodes, 2 edges');
  });

  it('filters by kind and by protocol, says how much is hidden, and clears', async () => {
    const onViewChange = jest.fn();
    show({ onViewChange });
    await userEvent.click(screen.getByRole('button', { name: /^Kind/ }));
    await userEvent.click(
      screen.getByRole('menuitemcheckbox', { name: 'service' }),
    );
    await userEvent.keyboard('{Escape}');
    expect(onViewChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ shapes: ['service'] }),
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      '3 nodes, 2 edges · 17 filtered out',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear kind filter' }),
    );
    expect(screen.getByRole('status')).toHaveTextContent('10 nodes, 12 edges');
    await userEvent.click(screen.getByRole('button', { name: /^Protocol/ }));
    await userEvent.click(
      screen.getByRole('menuitemcheckbox', { name: 'gRPC' }),
    );
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('status')).toHaveTextContent(
      '10 nodes, 1 edge · 11 filtered out',
    );
  });

  it('finds a node by name and goes there, opening the boxes around it', async () => {
    show({
      view: undefined,
    });
    await showLevel('systems');
    const search = screen.getByRole('combobox', { name: 'Find in graph' });
    await userEvent.type(search, 'user');
    expect(
      screen.getAllByRole('option').map(option => option.textContent),
    ).toEqual(['user-serviceservice · shop', 'users-dbdatabase · shop']);
    await userEvent.keyboard('{Enter}');
    expect(card(/^user-service/)).toHaveAttribute('aria-pressed', 'true');
    expect(search).toHaveValue('');
  });

  it('says so when nothing is named like that', async () => {
    show();
    await userEvent.type(
      screen.getByRole('combobox', { name: 'Find in graph' }),
      'unicorn',
    );
    expect(screen.getByRole('option')).toHaveTextContent(
      'Nothing is named like this',
    );
  });

  it('shows only the graph when compact', () => {
    show({ compact: true, selected: 'order-service' });
    expect(graph()).toBeInTheDocument();
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
    expect(panel()).not.toBeInTheDocument();
  });

  it('carries hostile names as text', () => {
    const name = '<script>alert(1)</script>"&\'${{ x }}';
    show({
      topology: {
        boxes: [],
        edges: [],
        nodes: [{ id: name, name, shape: 'service', tags: [] }],
      },
    });
    expect(
      within(graph()).getByRole('button').getAttribute('aria-label'),
    ).toContain(name);
    expect(document.querySelector('script')).toBeNull();
  });
});
