import type { KeyboardEvent } from 'react';

/**
 * Arrows walk from card to card, up and down by where they stand; `m` takes
 * the first mend of the card that has the focus.
 */
export function pickerKeys(event: KeyboardEvent<HTMLElement>): void {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || !('card' in target.dataset)) {
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'm') {
    target
      .closest('[data-state]')
      ?.querySelector<HTMLElement>('[data-mend]')
      ?.click();
    return;
  }
  const cards = [
    ...event.currentTarget.querySelectorAll<HTMLInputElement>('[data-card]'),
  ];
  const next = neighbour(cards, target, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

function neighbour(
  cards: readonly HTMLInputElement[],
  from: HTMLInputElement,
  key: string,
): HTMLInputElement | undefined {
  const at = cards.indexOf(from);
  // Left and right inside a choice of one are the browser's: they choose.
  if (key === 'ArrowRight' && from.type !== 'radio') return cards[at + 1];
  if (key === 'ArrowLeft' && from.type !== 'radio') return cards[at - 1];
  if (key === 'ArrowDown') return nearest(cards.slice(at + 1), from, 1);
  if (key === 'ArrowUp') return nearest(cards.slice(0, at), from, -1);
  return undefined;
}

/** The card in the next row that stands nearest to the same column. */
function nearest(
  cards: readonly HTMLInputElement[],
  from: HTMLInputElement,
  direction: 1 | -1,
): HTMLInputElement | undefined {
  const here = from.getBoundingClientRect();
  const distance = (card: HTMLInputElement) => {
    const there = card.getBoundingClientRect();
    const down = (there.top - here.top) * direction;
    if (down < 1) return Infinity;
    return down * 10_000 + Math.abs(there.left - here.left);
  };
  return [...cards]
    .filter(card => distance(card) < Infinity)
    .sort((a, b) => distance(a) - distance(b))[0];
}
