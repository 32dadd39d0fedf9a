import { FrameOrder } from './memory';
import { Element, Net } from './nets';
import { Layers } from './order';

/** Names for the elements of a frame that are the same in any layout of it. */
function keysOf(nets: readonly Net[]): (element: Element) => string {
  const seen = new Map<string, number>();
  const names = nets.map(({ wire }) => {
    const count = seen.get(wire) ?? 0;
    seen.set(wire, count + 1);
    return `${wire} #${count}`;
  });
  return element => {
    if (element.kind === 'item') return element.item.id;
    return element.kind === 'lane' ? names[element.net] ?? '' : '';
  };
}

/** The columns of a frame as keys. */
export function orderOf(layers: Layers, nets: readonly Net[]): FrameOrder {
  const keyOf = keysOf(nets);
  return layers.slice(1, -1).map(column => column.map(keyOf));
}

/** How many others each element had above it in its column; for those that were in the same column. */
export function ranksBefore(
  layers: Layers,
  nets: readonly Net[],
  order: FrameOrder,
): Map<Element, number> {
  const keyOf = keysOf(nets);
  const places = order.map(
    column => new Map(column.map((key, rank) => [key, rank])),
  );
  const ranks = new Map<Element, number>();
  for (const column of layers.slice(1, -1)) {
    const items = column.filter(e => e.kind === 'item').map(keyOf);
    const before = places.find(keys => items.some(key => keys.has(key)));
    if (!before) continue;
    for (const element of column) {
      const rank = before.get(keyOf(element));
      if (rank !== undefined) ranks.set(element, rank);
    }
  }
  return ranks;
}
