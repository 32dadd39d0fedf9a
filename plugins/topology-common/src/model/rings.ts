import type { TopologyBox } from './types';

/**
 * Boxes as they can be drawn: one that is its own ancestor has no parent, for a frame cannot be in itself.
 * What is in such a box stays in it. The order is kept, and so is every box that is in no ring, as it is.
 * @public
 */
export function withoutRings(boxes: readonly TopologyBox[]): TopologyBox[] {
  const parents = new Map(boxes.map(({ id, parent }) => [id, parent]));
  return boxes.map(box => {
    if (!isOwnAncestor(box, parents)) return box;
    const { parent: _, ...alone } = box;
    return alone;
  });
}

function isOwnAncestor(
  box: TopologyBox,
  parents: ReadonlyMap<string, string | undefined>,
): boolean {
  // a ring further up, which this box is not in, ends the way too
  const seen = new Set<string>();
  let next = box.parent;
  while (next !== undefined && !seen.has(next)) {
    if (next === box.id) return true;
    seen.add(next);
    next = parents.get(next);
  }
  return false;
}
