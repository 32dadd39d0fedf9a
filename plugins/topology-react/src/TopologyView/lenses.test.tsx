import {
  difference,
  type ObservedCall,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shop } from '../__testUtils__/shop';
import { defaultTopologyViewState } from '../state/viewState';
import type { TopologyViewProps } from './props';
import { TopologyView } from './TopologyView';

const window = { from: '2026-11-20T12:00:00Z', to: '2026-11-20T12:15:00Z' };
const call = (
  from: string,
  to: string,
  more: Partial<ObservedCall>,
): ObservedCall => ({
  from,
  to,
  protocol: 'other',
  rate: 1,
  window,
  source: 'prometheus',
  ...more,
});
const calls = [
  call('api-gateway', 'order-service', {
    rate: 412,
    errorShare: 0.002,
    p95: 0.084,
  }),
  call('payment-worker', 'Cardline', { rate: 58, errorShare: 0.034 }),
  call('payment-worker', 'user-service', { rate: 12, errorShare: 0.008 }),
];

const show = (props: Partial<TopologyViewProps>) =>
  render(
    <TopologyView
      title="shop"
      topology={shop}
      lenses={['observed', 'difference']}
      {...props}
    />,
  );
const see = (lens: string) =>
  userEvent.click(screen.getByRole('button', { name: lens }));
const lineOf = (from: string, to: string) =>
  [...document.querySelectorAll<SVGElement>('[data-edge]')].find(edge =>
    edge.querySelector('title')?.textContent?.startsWith(`${from} → ${to}`),
  )!;

describe('the lens Observed', () => {
  it('tells confirmed, declared only, observed only and failing edges apart', async () => {
    show({ observed: { calls, window } });
    await see('Observed');
    const colour = (from: string, to: string) => lineOf(from, to).style.color;
    expect(colour('api-gateway', 'order-service')).toBe('var(--topology-http)');
    expect(colour('payment-worker', 'Cardline')).toBe('var(--topology-error)');
    expect(colour('payment-worker', 'user-service')).toBe(
      'var(--topology-changed)',
    );
    expect(colour('order-service', 'user-service')).toBe(
      'var(--topology-quiet)',
    );
    expect(
      lineOf('order-service', 'user-service').querySelector(
        '[data-hollow="true"]',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      '2 confirmed, 10 declared only, 1 observed only',
    );
  });

  it('shows the figures of a node and of its calls', async () => {
    show({ observed: { calls, window }, selected: 'order-service' });
    await see('Observed');
    const figures = within(screen.getByRole('region', { name: 'Observed' }));
    expect(figures.getByText('412/s')).toBeInTheDocument();
    expect(figures.getByText('0.2 %')).toBeInTheDocument();
    expect(figures.getByText('84 ms')).toBeInTheDocument();
    expect(screen.getAllByText('no calls seen').length).toBeGreaterThan(0);
  });

  it('finds what nobody declares', async () => {
    show({ observed: { calls, window } });
    await see('Observed');
    await userEvent.click(screen.getByRole('button', { name: /^Findings/ }));
    expect(
      screen.getByText(
        'payment-worker calls user-service, 12/s. The catalog does not know of it.',
      ),
    ).toBeInTheDocument();
  });

  it('says why it shows nothing', async () => {
    show({ note: 'No source of observed calls is configured.' });
    await see('Observed');
    expect(screen.getByRole('status')).toHaveTextContent('No source');
  });
});

describe('the lens Difference', () => {
  const before: Topology = {
    ...shop,
    nodes: shop.nodes
      .filter(({ id }) => id !== 'session-cache')
      .map(node =>
        node.id === 'user-service' ? { ...node, language: 'Java' } : node,
      ),
    edges: shop.edges.filter(({ to }) => to !== 'session-cache'),
  };
  const after: Topology = {
    ...shop,
    edges: shop.edges.filter(({ to }) => to !== 'Cardline'),
  };
  const compared = {
    difference: difference(before, after),
    from: 'r41',
    to: 'main',
  };
  const view = { ...defaultTopologyViewState, lens: 'difference' as const };
  const changeOf = (id: string) =>
    document
      .querySelector(`[data-item="${id}"]`)
      ?.closest('[data-change]')
      ?.getAttribute('data-change');

  it('marks what was added, removed and changed, in the graph and in words', () => {
    show({ compared, view });
    expect(changeOf('session-cache')).toBe('added');
    expect(changeOf('user-service')).toBe('changed');
    expect(changeOf('order-service')).toBeUndefined();
    expect(lineOf('payment-worker', 'Cardline').style.color).toBe(
      'var(--topology-removed)',
    );
    const changes = within(
      screen.getByRole('complementary', { name: 'Changes' }),
    );
    expect(
      changes.getByRole('heading', { name: '4 changes' }),
    ).toBeInTheDocument();
    expect(
      changes.getByRole('button', { name: /payment-worker → Cardline/ }),
    ).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent('r41 → main');
  });

  it('goes from a change to its node, and copies all of them as text', async () => {
    const user = userEvent.setup();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    show({ compared, view });
    await user.click(screen.getByRole('button', { name: 'Copy as text' }));
    expect(copied).toHaveBeenCalledWith(
      expect.stringContaining('+ session-cache'),
    );
    await user.click(
      screen.getByRole('button', {
        name: /^session-cache Redis 7|^session-cacheRedis 7/,
      }),
    );
    expect(
      screen.getByRole('heading', { name: 'session-cache' }),
    ).toBeInTheDocument();
  });

  it('leaves out what stayed the same, if only changes are wanted', async () => {
    show({ compared });
    await see('Difference');
    await userEvent.click(screen.getByRole('button', { name: 'Only changes' }));
    const items = [...document.querySelectorAll('[data-item]')].map(item =>
      item.getAttribute('data-item'),
    );
    expect(items).toEqual(
      expect.arrayContaining(['session-cache', 'user-service', 'Cardline']),
    );
    expect(items).not.toContain('order-service');
    expect(document.querySelectorAll('[data-edge]')).toHaveLength(2);
  });
});
