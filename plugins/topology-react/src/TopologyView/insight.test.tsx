import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shop } from '../__testUtils__/shop';
import type { TopologyViewProps } from './props';
import { TopologyView } from './TopologyView';

const show = (props: Partial<TopologyViewProps> = {}) =>
  render(<TopologyView title="shop" topology={shop} {...props} />);

const card = (name: RegExp) =>
  within(screen.getByRole('application')).getByRole('button', { name });
const stands = (name: RegExp) =>
  card(name).closest('[data-emphasis]')?.getAttribute('data-emphasis') !==
  'dim';

const openFindings = async () => {
  await userEvent.click(
    await screen.findByRole('button', { name: /^Findings [1-9]/ }),
  );
  return within(screen.getByRole('complementary', { name: 'Findings' }));
};

describe('findings', () => {
  it('are listed with the number that marks their card', async () => {
    const { container } = show();
    const panel = await openFindings();
    const shared = panel
      .getByRole('button', { name: 'Shared database' })
      .closest('li')!;
    expect(shared).toHaveTextContent('payment-worker');
    const number = shared.textContent!.match(/^\d+/)![0];
    const marks = [...container.querySelectorAll('.finding')].map(
      mark => mark.textContent,
    );
    expect(marks).toContain(number);
  });

  it('mark what they are about once they are chosen, until they are let go', async () => {
    show();
    const panel = await openFindings();
    const shared = panel.getByRole('button', { name: 'Shared database' });
    await userEvent.click(shared);
    const marked = () =>
      card(/^orders-db/)
        .closest('[data-alert]')
        ?.getAttribute('data-alert');
    expect(marked()).toBe('true');
    await userEvent.click(shared);
    expect(marked()).toBe('false');
  });

  it('count declarations that are wrong, at their node', async () => {
    show({
      findings: [
        { entityRef: 'user-service', message: 'annotation: mend it so' },
      ],
    });
    const panel = await openFindings();
    expect(panel.getByText('annotation: mend it so')).toBeInTheDocument();
    await userEvent.click(card(/^user-service/));
    expect(screen.getByText('annotation: mend it so')).toBeInTheDocument();
  });

  it('come back when the details of a node are closed, and go with Escape', async () => {
    show();
    const panel = await openFindings();
    await userEvent.click(
      panel.getByRole('button', { name: 'Shared database' }),
    );
    await userEvent.click(panel.getByRole('button', { name: 'Show details' }));
    expect(
      screen.getByRole('heading', { name: 'orders-db' }),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Close details' }),
    );
    expect(
      screen.getByRole('complementary', { name: 'Findings' }),
    ).toBeInTheDocument();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
  });
});

describe('accepted findings', () => {
  const withLedger = (accepted?: Record<string, string>) => ({
    ...shop,
    nodes: shop.nodes.map(node =>
      node.id === 'orders-db' ? { ...node, kind: 'resource', accepted } : node,
    ),
  });

  it('stand apart with their reason, unmarked and uncounted', async () => {
    const { unmount } = show({ topology: withLedger() });
    const count = async () =>
      Number(
        (
          await screen.findByRole('button', { name: /^Findings [1-9]/ })
        ).textContent!.match(/\d+/)![0],
      );
    const before = await count();
    unmount();
    show({ topology: withLedger({ 'shared-database': 'until March' }) });
    expect(await count()).toBe(before - 1);
    const panel = await openFindings();
    expect(panel.getByText('until March')).toBeInTheDocument();
    expect(
      panel.queryByRole('button', { name: 'Shared database' }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      panel.getByRole('button', { name: 'Shared database orders-db' }),
    );
    expect(
      screen.getByRole('heading', { name: 'orders-db' }),
    ).toBeInTheDocument();
  });

  it('begin with an annotation to copy', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    show({ topology: withLedger() });
    const panel = await openFindings();
    await user.click(panel.getByRole('button', { name: 'Shared database' }));
    await user.click(panel.getByRole('button', { name: 'Accept' }));
    expect(copied).toHaveBeenCalledWith(
      `goldenpath.dev/accepted-findings: '{"shared-database": "<why it may stay>"}'`,
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      'metadata.annotations of orders-db',
    );
  });
});

describe('impact', () => {
  it('tells who breaks, through whom, and who only misses messages', async () => {
    show({ selected: 'user-service' });
    await userEvent.click(screen.getByRole('button', { name: 'Impact' }));
    const impact = within(screen.getByRole('region', { name: 'Impact' }));
    expect(
      impact.getByRole('heading', { name: 'Breaks if this stops 3' }),
    ).toBeInTheDocument();
    expect(
      impact.getByRole('button', { name: /^shipment-service/ }),
    ).toHaveTextContent('through order-service');
    expect(
      impact.getByRole('button', { name: /^payment-worker/ }),
    ).toBeInTheDocument();
    expect(stands(/^order-service/)).toBe(true);
    expect(stands(/^users-db/)).toBe(false);
  });
});

describe('paths', () => {
  it('stand out between what is focused and what is chosen then', async () => {
    const onViewChange = jest.fn();
    show({ onViewChange });
    await userEvent.click(card(/^api-gateway/));
    await userEvent.keyboard('f');
    await userEvent.click(card(/^orders-db/));
    await userEvent.click(
      screen.getByRole('button', { name: 'Paths from api-gateway' }),
    );
    const paths = within(screen.getByRole('region', { name: 'Paths' }));
    expect(
      paths.getAllByRole('listitem').map(path => path.textContent),
    ).toContain('api-gateway → order-service → orders-db');
    expect(stands(/^order-service/)).toBe(true);
    expect(stands(/^session-cache/)).toBe(false);
    expect(onViewChange).toHaveBeenLastCalledWith(
      expect.objectContaining({ focused: 'api-gateway', pathTo: 'orders-db' }),
    );
  });
});

describe('one box alone', () => {
  it('is shown with its neighbours and the way back', async () => {
    show({ selected: 'system:default/fulfilment' });
    await userEvent.click(screen.getByRole('button', { name: 'Only this' }));
    const graph = within(screen.getByRole('application'));
    expect(graph.getByRole('button', { name: /^order-events/ })).toBeVisible();
    expect(
      graph.queryByRole('button', { name: /^Cardline/ }),
    ).not.toBeInTheDocument();
    const crumbs = within(
      screen.getByRole('navigation', { name: 'Shown part' }),
    );
    expect(crumbs.getByRole('button', { name: 'commerce' })).toBeVisible();
    await userEvent.click(crumbs.getByRole('button', { name: 'shop' }));
    expect(card(/^Cardline/)).toBeInTheDocument();
  });
});
