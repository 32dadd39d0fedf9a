import { FlowGroup, FlowPart } from '../flow/types';
import { Combs, isStore } from './comb';
import { COMB, SceneMetrics } from './metrics';
import { Card } from './visible';

/** A card with the stores under it, as one piece for the layout. */
export function groupOf(
  card: Card,
  combs: Combs,
  metrics: SceneMetrics,
): FlowGroup {
  const stores = combs.storesOf.get(card.id) ?? [];
  const tab = card.apis.length > 0 ? metrics.cards.tab : 0;
  const size = cardSize(card, metrics);
  const own: FlowPart = { id: card.id, x: 0, y: tab, ...size };
  const indent = combIndent(stores.length);
  const hung = stores.map((store, i): FlowPart => {
    const { width, height } = cardSize(store, metrics);
    const y = tab + size.height + COMB.gap + i * (height + COMB.gap);
    return { id: store.id, x: indent, y, width, height };
  });
  const parts = [own, ...hung];
  return {
    kind: 'group',
    id: groupId(card.id),
    width: Math.max(...parts.map(p => p.x + p.width)),
    height: Math.max(...parts.map(p => p.y + p.height)),
    parts,
    gridded: card.box !== undefined,
  };
}

function cardSize(
  card: Card,
  { cards }: SceneMetrics,
): { width: number; height: number } {
  if (card.box) return cards.collapsed;
  return isStore(card.node) ? cards.store : cards.card;
}

export function groupId(cardId: string): string {
  return `group ${cardId}`;
}

/** How far stores stand in, so that the innermost spine still has its last leg. */
function combIndent(stores: number): number {
  const spines = COMB.firstSpine + COMB.spineGap * (stores - 1);
  return Math.max(COMB.indent, spines + COMB.lastLeg);
}
