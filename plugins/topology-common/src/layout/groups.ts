import { FlowGroup, FlowPart } from '../flow/types';
import { Combs, isStore } from './comb';
import { besideName, nameOf } from './cards';
import { COMB, NAME_SIZE, SceneMetrics } from './metrics';
import { textWidth } from './text';
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
  const indent = combIndent(stores.length);
  const hung = stores.map((store, i): FlowPart => {
    const { width, height } = cardSize(store, metrics);
    const y = tab + size.height + COMB.gap + i * (height + COMB.gap);
    return { id: store.id, x: indent, y, width, height };
  });
  // as wide as what hangs under it, where that has grown
  const ends = hung.map(({ x, width }) => x + width);
  const width = card.box
    ? size.width
    : Math.min(metrics.cards.card.most, Math.max(size.width, ...ends));
  const own: FlowPart = { id: card.id, x: 0, y: tab, ...size, width };
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

/** Faces run up to so much wider than the one that texts are measured in. */
const WIDE_FACE = 1.2;
/** Cards grow by steps, so that most of a column stay equal. */
const STEP = 10;

function cardSize(
  card: Card,
  { cards }: SceneMetrics,
): { width: number; height: number } {
  if (card.box) return cards.collapsed;
  const { width, most, height } = isStore(card.node) ? cards.store : cards.card;
  const name = textWidth(nameOf(card), NAME_SIZE, 600) * WIDE_FACE;
  const short = name + besideName(card, cards) - width;
  const grown = width + Math.max(0, Math.ceil(short / STEP)) * STEP;
  return { width: Math.min(most, grown), height };
}

export function groupId(cardId: string): string {
  return `group ${cardId}`;
}

/** How far stores stand in, so that the innermost spine still has its last leg. */
function combIndent(stores: number): number {
  const spines = COMB.firstSpine + COMB.spineGap * (stores - 1);
  return Math.max(COMB.indent, spines + COMB.lastLeg);
}
