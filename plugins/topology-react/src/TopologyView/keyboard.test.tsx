import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { shop } from '../__testUtils__/shop';
import { TopologyView } from './TopologyView';

const focusedItem = () =>
  document.activeElement?.getAttribute('data-item') ?? undefined;

const emphasisOf = (item: Element) =>
  item.closest('[data-emphasis]')?.getAttribute('data-emphasis');

/** Tabs from the top until the graph has the focus. */
async function tabIntoGraph() {
  for (let stops = 0; stops < 30 && !focusedItem(); stops++) {
    await userEvent.tab();
  }
}

async function press(...keys: string[]) {
  for (const key of keys) await userEvent.keyboard(`{${key}}`);
}

describe('the graph by keyboard', () => {
  beforeEach(async () => {
    render(<TopologyView title="shop" topology={shop} />);
    await tabIntoGraph();
  });

  it('is one stop of the Tab key', async () => {
    expect(focusedItem()).toBeDefined();
    await userEvent.tab();
    expect(focusedItem()).toBeUndefined();
    await userEvent.tab({ shift: true });
    expect(focusedItem()).toBeDefined();
  });

  it('walks along edges: right to a callee, left to a caller', async () => {
    await userEvent.click(screen.getByRole('button', { name: /^api-gateway/ }));
    await press('ArrowRight');
    expect(['order-service', 'user-service']).toContain(focusedItem());
    await press('ArrowLeft');
    expect(['api-gateway', 'order-service']).toContain(focusedItem());
  });

  it('reaches every card, tab and title with arrow keys alone', async () => {
    const seen = new Set<string>();
    const queue: string[] = [];
    const visit = () => {
      const id = focusedItem()!;
      if (!seen.has(id)) queue.push(id);
      seen.add(id);
    };
    visit();
    while (queue.length > 0) {
      const from = queue.shift()!;
      for (const key of ['Left', 'Right', 'Up', 'Down']) {
        const start = [...document.querySelectorAll<SVGElement>('[data-item]')];
        act(() =>
          start.find(item => item.getAttribute('data-item') === from)!.focus(),
        );
        await press(`Arrow${key}`);
        visit();
      }
    }
    const all = [...shop.nodes, ...shop.boxes].map(({ id }) => id).sort();
    expect([...seen].sort()).toEqual(all);
  });

  it('opens with Enter, goes into the details with Enter again, leaves with Escape', async () => {
    const chosen = focusedItem();
    await press('Enter');
    expect(screen.getByRole('complementary')).toBeInTheDocument();
    await press('Enter');
    expect(screen.getByRole('complementary')).toHaveFocus();
    await press('Escape');
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
    expect(focusedItem()).toBe(chosen);
  });

  it('focuses on callers and callees with F and ends it with Escape before anything else', async () => {
    const item = screen.getByRole('button', { name: /^order-service/ });
    const stranger = screen.getByRole('button', { name: /^Cardline/ });
    await userEvent.click(item);
    await userEvent.keyboard('f');
    expect(emphasisOf(stranger)).toBe('dim');
    await press('Escape');
    expect(emphasisOf(stranger)).toBe('normal');
    expect(screen.getByRole('complementary')).toBeInTheDocument();
    await press('Escape');
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
  });

  it('collapses the box of a card with C and opens it with C', async () => {
    await userEvent.click(
      screen.getByRole('button', { name: /^order-service/ }),
    );
    await userEvent.keyboard('c');
    expect(
      screen.getByRole('button', { name: /^shop, .*collapsed system/ }),
    ).toHaveFocus();
    await userEvent.keyboard('c');
    expect(
      screen.getByRole('button', { name: /^order-service/ }),
    ).toBeInTheDocument();
  });

  it('goes to the search with a slash', async () => {
    await userEvent.keyboard('/');
    expect(
      screen.getByRole('combobox', { name: 'Find in graph' }),
    ).toHaveFocus();
  });

  it('zooms with plus and minus and fits with 0', async () => {
    const scale = () =>
      screen.getByRole('button', { name: /per cent/ }).textContent;
    const fitted = scale();
    await userEvent.keyboard('+');
    const larger = scale();
    expect(larger).not.toBe(fitted);
    await userEvent.keyboard('-');
    expect(scale()).toBe(fitted);
    await userEvent.keyboard('+');
    await userEvent.keyboard('0');
    expect(scale()).toBe(fitted);
  });

  it('leaves shortcuts of the browser alone', async () => {
    const event = new KeyboardEvent('keydown', {
      key: 'f',
      ctrlKey: true,
      bubbles: true,
      cancelable: true,
    });
    document.activeElement!.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(false);
  });
});
