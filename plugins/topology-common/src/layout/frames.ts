import { FlowFrame, FlowItem } from '../flow/types';
import { TopologyBox } from '../model/types';
import { Combs } from './comb';
import { groupOf } from './groups';
import { DETAIL_SIZE, SceneMetrics, TITLE_SIZE } from './metrics';
import { BoxCounts } from './scene';
import { textWidth } from './text';
import { Visible } from './visible';
import { countsText } from './words';

const TITLE_LIMIT = 240;
/** Chevron before the name, gap before the counts, margin after them. */
const TITLE_EXTRA = 34 + 10 + 16;

/** The nested frames to lay out: expanded boxes around groups of cards. */
export function frameTree(
  visible: Visible,
  combs: Combs,
  countsOf: (boxId: string) => BoxCounts,
  metrics: SceneMetrics,
): FlowFrame {
  const hung = new Set([...combs.storesOf.values()].flat().map(c => c.id));
  const known = new Set(visible.boxes.map(b => b.id));
  const childBoxes = groupByParent(visible.boxes, ({ parent }) =>
    parent !== undefined && known.has(parent) ? parent : undefined,
  );
  const childCards = groupByParent(
    visible.cards.filter(c => !hung.has(c.id)),
    card => card.parent,
  );
  const itemsIn = (boxId: string | undefined): FlowItem[] => [
    ...(childBoxes.get(boxId) ?? []).map(
      (box): FlowFrame => ({
        kind: 'frame',
        id: frameId(box.id),
        minWidth: titleWidth(box, countsOf(box.id)),
        items: itemsIn(box.id),
      }),
    ),
    ...(childCards.get(boxId) ?? []).map(c => groupOf(c, combs, metrics)),
  ];
  return {
    kind: 'frame',
    id: 'root',
    minWidth: 0,
    items: itemsIn(undefined),
  };
}

export function frameId(boxId: string): string {
  return `frame ${boxId}`;
}

function groupByParent<T>(
  items: readonly T[],
  parent: (item: T) => string | undefined,
): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const item of items) {
    const key = parent(item);
    const list = groups.get(key);
    if (list) list.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function titleWidth(box: TopologyBox, counts: BoxCounts): number {
  const name = textWidth(box.title ?? box.name, TITLE_SIZE, 600);
  const detail = textWidth(countsText(counts), DETAIL_SIZE);
  return Math.ceil(Math.min(name, TITLE_LIMIT) + detail + TITLE_EXTRA);
}

/** The room for a box's name in its title bar. */
export function titleRoom(width: number, counts: BoxCounts): number {
  return width - TITLE_EXTRA - textWidth(countsText(counts), DETAIL_SIZE);
}
