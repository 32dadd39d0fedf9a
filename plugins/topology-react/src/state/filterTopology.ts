import {
  restrict,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import type { TopologyViewState } from './viewState';

/**
 * The part of a topology that passes the filters: nodes of the chosen shapes
 * with the boxes around them, and edges of the chosen protocols between them.
 * The API of a shown provider stays, as it is drawn on its card.
 */
export function filterTopology(
  topology: Topology,
  { shapes, protocols }: Pick<TopologyViewState, 'shapes' | 'protocols'>,
): Topology {
  const shown =
    shapes.length === 0
      ? topology
      : restrict(
          topology,
          new Set(
            topology.nodes
              .filter(({ shape }) => shapes.includes(shape))
              .map(({ id }) => id),
          ),
        );
  if (protocols.length === 0) return shown;
  return {
    ...shown,
    edges: shown.edges.filter(({ protocol }) => protocols.includes(protocol)),
  };
}
