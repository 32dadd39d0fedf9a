import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import {
  defaultTopologyViewState,
  type RollUp,
  type TopologyViewState,
} from '@golden-path/backstage-plugin-topology-react';

/** As many cards as can be read at once on a usual screen. */
const READABLE = 30;

/** What there is to see with everything rolled up to a level. */
function cardsAt(level: RollUp, { boxes, nodes }: Topology): number {
  if (level === 'none') return nodes.filter(n => !n.providedBy).length;
  const ofLevel = boxes.filter(({ kind }) => kind === level).length;
  return ofLevel + nodes.filter(({ box }) => box === undefined).length;
}

/** How a landscape opens: as far as it can be read, coloured by its largest parts. */
export function landscapeView(
  topology: Topology | undefined,
): TopologyViewState {
  if (!topology) return defaultTopologyViewState;
  const domains = topology.boxes.filter(({ kind }) => kind === 'domain');
  const levels: RollUp[] = ['none', 'system'];
  return {
    ...defaultTopologyViewState,
    colourBy: domains.length > 1 ? 'domain' : 'owner',
    rollUp:
      levels.find(level => cardsAt(level, topology) <= READABLE) ?? 'domain',
  };
}
