import { Flow } from '../flow/types';
import { TopologyNode } from '../model/types';
import {
  CardMetrics,
  COMPACT_NAME_SIZE,
  DETAIL_SIZE,
  NAME_SIZE,
  SceneMetrics,
  TAB,
} from './metrics';
import { BoxCounts, Rect, SceneNode, SceneTab } from './scene';
import { cutMiddle, textWidth } from './text';
import { Card } from './visible';
import { countsText, nodeDetail } from './words';

/** A card in its place, with its words cut to fit and its APIs as tabs. */
function sceneNode(
  card: Card,
  rect: Rect,
  hung: boolean,
  countsOf: (boxId: string) => BoxCounts,
  metrics: SceneMetrics,
): SceneNode {
  const compact = !metrics.cards.comb && card.box === undefined;
  const size = compact ? COMPACT_NAME_SIZE : NAME_SIZE;
  const fullLabel = nameOf(card);
  const counts = card.box && countsOf(card.box.id);
  return {
    id: card.id,
    shape: card.node?.shape ?? card.box?.kind ?? 'service',
    ...(card.node ? { node: card.node } : {}),
    ...(card.box ? { box: card.box } : {}),
    ...(counts ? { counts } : {}),
    ...(card.parent === undefined ? {} : { parent: card.parent }),
    x: rect.x,
    y: rect.y,
    width: rect.width,
    height: rect.height,
    label: cutMiddle(fullLabel, nameRoom(card, rect, metrics.cards), size, 600),
    fullLabel,
    detail: compact
      ? ''
      : fitDetail(detailOf(card, counts), nameRoom(card, rect, metrics.cards)),
    tabs: metrics.cards.tab > 0 ? tabsOf(card, rect, metrics.cards.tab) : [],
    compact,
    hung,
  };
}

/** What a card is called. */
export function nameOf(card: Card): string {
  const named = card.node ?? card.box;
  return named?.title ?? named?.name ?? card.id;
}

function nameRoom(card: Card, rect: Rect, metrics: CardMetrics): number {
  return rect.width - besideName(card, metrics);
}

/** How much of a card's width is not for its name. */
export function besideName(card: Card, metrics: CardMetrics): number {
  const shape = card.node?.shape;
  // the tube's lid and the worker's second edge take room on the right
  const taken = { topic: 18, worker: 4, gateway: 4 };
  const extra =
    shape === 'topic' || shape === 'worker' || shape === 'gateway'
      ? taken[shape]
      : 0;
  return metrics.textStart + metrics.textEnd + extra;
}

function detailOf(card: Card, counts: BoxCounts | undefined): string {
  if (counts) return countsText(counts);
  return card.node ? nodeDetail(card.node) : '';
}

/** Leaves out parts from the end until the line fits. */
function fitDetail(detail: string, room: number): string {
  const parts = detail.split(' · ');
  for (let count = parts.length; count > 0; count -= 1) {
    const text = parts.slice(0, count).join(' · ');
    if (textWidth(text, DETAIL_SIZE) <= room) return text;
  }
  return cutMiddle(parts[0] ?? '', room, DETAIL_SIZE);
}

/** Tabs from left to right as long as they fit; the last then counts the rest. */
function tabsOf(card: Card, rect: Rect, height: number): SceneTab[] {
  const end = rect.x + rect.width - TAB.x;
  const tabs: SceneTab[] = [];
  let x = rect.x + TAB.x;
  for (const [i, api] of card.apis.entries()) {
    const rest = card.apis.length - i - 1;
    const reserve = rest > 0 ? tabWidth(`+${rest}`) + TAB.gap : 0;
    const fullLabel = api.title ?? api.name;
    const room = end - x - reserve;
    if (i > 0 && tabWidth(fullLabel) > room) {
      tabs.push(
        moreTab(card.apis.slice(i), x, rect.y - height, height, card.id),
      );
      break;
    }
    const label = cutMiddle(
      fullLabel,
      (room - TAB.iconRoom - TAB.padding) / TAB.wideFace,
      TAB.size,
    );
    const width = tabWidth(label);
    tabs.push({
      id: api.id,
      label,
      fullLabel,
      x,
      y: rect.y - height,
      width,
      height,
    });
    x += width + TAB.gap;
  }
  return tabs;
}

function tabWidth(label: string): number {
  const text = textWidth(label, TAB.size) * TAB.wideFace;
  return Math.ceil(TAB.iconRoom + text + TAB.padding);
}

function moreTab(
  rest: readonly TopologyNode[],
  x: number,
  y: number,
  height: number,
  provider: string,
): SceneTab {
  const label = `+${rest.length}`;
  const fullLabel = rest.map(api => api.title ?? api.name).join(', ');
  return {
    id: provider,
    label,
    fullLabel,
    x,
    y,
    width: tabWidth(label),
    height,
  };
}

/** Rectangles of cards, by id; cards without one are not drawn. */
export function placeCards(
  cards: readonly Card[],
  flow: Flow,
  hung: ReadonlySet<string>,
  countsOf: (boxId: string) => BoxCounts,
  metrics: SceneMetrics,
): SceneNode[] {
  return cards.flatMap(card => {
    const rect = flow.rects.get(card.id);
    return rect
      ? [sceneNode(card, rect, hung.has(card.id), countsOf, metrics)]
      : [];
  });
}
