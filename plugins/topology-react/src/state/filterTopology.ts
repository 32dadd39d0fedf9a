import {
  restrict,
  type Topology,
  type TopologyNode,
} from '@golden-path/backstage-plugin-topology-common';
import type { TopologyViewState } from './viewState';

/** The filters of a view. */
export type Filters = Pick<
  TopologyViewState,
  'shapes' | 'protocols' | 'types' | 'owners' | 'lifecycles' | 'tags'
>;

/** A view without a filter. */
export const noFilters: Filters = {
  shapes: [],
  protocols: [],
  types: [],
  owners: [],
  lifecycles: [],
  tags: [],
};

/** Whether a value is wanted: every one is, while none has been chosen. */
const accepts = (wanted: readonly string[], value: string | undefined) =>
  wanted.length === 0 || (value !== undefined && wanted.includes(value));

function passes(node: TopologyNode, filters: Filters): boolean {
  const { tags } = filters;
  return (
    accepts(filters.shapes, node.shape) &&
    accepts(filters.types, node.type) &&
    accepts(filters.owners, node.owner) &&
    accepts(filters.lifecycles, node.lifecycle) &&
    (tags.length === 0 || node.tags.some(tag => tags.includes(tag)))
  );
}

/**
 * The part of a topology that passes the filters: nodes that have one of the
 * chosen values in each dimension, with the boxes around them, and edges of the
 * chosen protocols between them. The API of a shown provider stays, as it is
 * drawn on its card.
 */
export function filterTopology(topology: Topology, filters: Filters): Topology {
  const kept = topology.nodes.filter(node => passes(node, filters));
  const shown =
    kept.length === topology.nodes.length
      ? topology
      : restrict(topology, new Set(kept.map(({ id }) => id)));
  const { protocols } = filters;
  if (protocols.length === 0) return shown;
  return {
    ...shown,
    edges: shown.edges.filter(({ protocol }) => protocols.includes(protocol)),
  };
}
