import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { defaultTopologyViewState } from '../state/viewState';
import { violationsOf } from '../__testUtils__/axe';
import { shop } from '../__testUtils__/shop';
import type { TopologyViewProps } from './props';
import { TopologyView } from './TopologyView';

const states: [string, Partial<TopologyViewProps>][] = [
  ['the graph', {}],
  ['the graph with details', { selected: 'order-service' }],
  ['the details of a box', { selected: 'system:default/shop' }],
  [
    'collapsed boxes',
    {
      view: { ...defaultTopologyViewState, collapsed: ['system:default/shop'] },
    },
  ],
  [
    'the table',
    { view: { ...defaultTopologyViewState, presentation: 'table' } },
  ],
  ['filters', { view: { ...defaultTopologyViewState, shapes: ['service'] } }],
  ['the compact graph', { compact: true }],
  ['loading', { topology: undefined }],
  ['nothing to show', { topology: { boxes: [], nodes: [], edges: [] } }],
  [
    'a failure',
    { problem: { kind: 'failed', message: 'no answer', onRetry() {} } },
  ],
  ['no permission', { problem: { kind: 'forbidden' } }],
];

describe('axe finds nothing in', () => {
  it.each(states)('%s', async (_, props) => {
    const { container } = render(
      <TopologyView title="shop" topology={shop} {...props} />,
    );
    expect(await violationsOf(container)).toEqual([]);
  });

  it('the search with its hits', async () => {
    const { container } = render(<TopologyView title="shop" topology={shop} />);
    await userEvent.type(screen.getByRole('combobox'), 'order');
    expect(await violationsOf(container)).toEqual([]);
  });
});
