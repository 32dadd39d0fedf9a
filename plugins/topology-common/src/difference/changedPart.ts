import { Topology } from '../model/types';
import { restrict } from '../model/views';
import { TopologyDifference } from './types';

/**
 * The part of a union, or of what is left of it after filtering, that a difference speaks of: what was
 * added, removed or changed, and the ends of such calls. What stayed the same is left out.
 * @public
 */
export function changedPart(
  union: Topology,
  { kinds }: Pick<TopologyDifference, 'kinds'>,
): Topology {
  const edges = union.edges.filter(({ id }) => kinds.has(id));
  const ends = new Set(edges.flatMap(({ from, to }) => [from, to]));
  const nodes = union.nodes.filter(
    ({ id, box }) =>
      kinds.has(id) || ends.has(id) || (box !== undefined && kinds.has(box)),
  );
  // an API is drawn on the card of its provider
  const ids = nodes.flatMap(({ id, providedBy }) => providedBy ?? id);
  return { ...restrict(union, new Set([...ids, ...ends])), edges };
}
