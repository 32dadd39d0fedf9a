import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TopologyView } from './TopologyView';

/** A chain of services, too many to be elements. */
const SERVICES = 300;
const name = (index: number) => `service-${String(index).padStart(3, '0')}`;
const chain: Topology = {
  boxes: [],
  nodes: Array.from({ length: SERVICES }, (_, index) => ({
    id: name(index),
    name: name(index),
    shape: 'service',
    tags: [],
  })),
  edges: Array.from({ length: SERVICES - 1 }, (_, index) => ({
    id: `${name(index)} ${name(index + 1)}`,
    from: name(index),
    to: name(index + 1),
    protocol: 'http',
    mode: 'sync',
    operations: [],
    apis: [],
    declaredBy: [name(index)],
  })),
};

const focused = () => document.activeElement?.getAttribute('data-item');

describe('a graph that is painted', () => {
  it('has an element only for what is at hand, and is walked all the same', async () => {
    render(<TopologyView title="chain" topology={chain} />);
    const graph = await screen.findByRole('application', { name: 'chain' });
    expect(graph.querySelectorAll('canvas')).toHaveLength(2);
    const items = within(graph).getAllByRole('button');
    expect(items).toHaveLength(1);
    items[0]!.focus();
    expect(focused()).toBe(name(0));
    await userEvent.keyboard('{ArrowRight}{ArrowRight}');
    expect(focused()).toBe(name(2));
    await userEvent.keyboard('{Enter}');
    expect(
      within(graph).getByRole('button', { name: /^service-002/ }),
    ).toHaveAttribute('aria-pressed', 'true');
    await userEvent.keyboard('{ArrowLeft}');
    expect(focused()).toBe(name(1));
  });

  it('goes to what a search finds', async () => {
    render(<TopologyView title="chain" topology={chain} />);
    const graph = await screen.findByRole('application', { name: 'chain' });
    await userEvent.type(screen.getByRole('combobox'), 'service-250{Enter}');
    expect(
      within(graph).getByRole('button', { name: /^service-250/ }),
    ).toHaveAttribute('aria-pressed', 'true');
  });
});
