import { GrownGroups } from './grow';
import { MeasuredFrame } from './measured';
import { Element } from './nets';

/** How large the items of a frame have become. */
export interface Sizes {
  children: ReadonlyMap<string, MeasuredFrame>;
  grown: GrownGroups;
}

export function heightOf(element: Element, { children, grown }: Sizes): number {
  if (element.kind !== 'item') return 0;
  return element.item.kind === 'group'
    ? grown.heightOf(element.item)
    : children.get(element.item.id)?.height ?? 0;
}

export function widthOf(element: Element, { children }: Sizes): number {
  if (element.kind !== 'item') return 0;
  return element.item.kind === 'group'
    ? element.item.width
    : children.get(element.item.id)?.width ?? 0;
}

/** Where a frame's border is met, by side and wire. */
export function borderTops({
  plan,
  topOf,
}: MeasuredFrame): Map<string, number> {
  const tops = new Map<string, number>();
  for (const layer of [plan.layers[0], plan.layers.at(-1)]) {
    for (const element of layer ?? []) {
      if (element.kind !== 'border') continue;
      tops.set(`${element.side} ${element.wire}`, topOf.get(element) ?? 0);
    }
  }
  return tops;
}
