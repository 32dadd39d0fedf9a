import {
  confirm,
  type ConfirmedEdge,
  differenceLooks,
  type EdgeLook as SceneEdgeLook,
  type ObservedCall,
  type SceneEdge,
  type SceneLooks,
  type Topology,
  type TopologyDifference,
} from '@golden-path/backstage-plugin-topology-common';
import { summaryOf } from './observed';

/** What edges and cards are told apart by. @public */
export type Lens = 'architecture' | 'observed' | 'difference';

/** Calls that were seen, and when. @public */
export interface ObservedWindow {
  calls: readonly ObservedCall[];
  /** ISO 8601. */
  window: { from: string; to: string };
}

/** Two states of an architecture. @public */
export interface ComparedTopologies {
  difference: TopologyDifference;
  /** What the first and the second are called. */
  from: string;
  to: string;
}

/** How a lens draws an edge. */
export interface EdgeLook extends SceneEdgeLook {
  /** What the label says beside its word, where there is room. */
  detail: string;
}

/** How a lens draws a scene; what it has no look for is drawn as in the architecture. */
export interface LensLooks extends SceneLooks {
  lens: Lens;
  ofEdge(edge: SceneEdge): EdgeLook | undefined;
}

export const plainLooks: LensLooks = {
  lens: 'architecture',
  ofEdge: () => undefined,
  ofNode: () => undefined,
};

const isConfirmed = (edge: object): edge is ConfirmedEdge => 'state' in edge;

/** A topology with the calls that were seen laid over what is declared. */
export const withObserved = (
  topology: Topology,
  { calls }: ObservedWindow,
): Topology => ({ ...topology, edges: confirm(topology, calls) });

function observedLooks(topology: Topology): LensLooks {
  const edges = new Map(
    topology.edges.filter(isConfirmed).map(edge => [edge.id, edge]),
  );
  return {
    lens: 'observed',
    ofNode: () => undefined,
    ofEdge: edge => {
      const seen = summaryOf(edge.edges.flatMap(id => edges.get(id) ?? []));
      if (seen.state === 'declared') {
        return {
          colour: 'quiet',
          width: 1.3,
          dash: edge.dash,
          hollow: true,
          word: '',
          detail: 'declared, no calls seen',
        };
      }
      const width = 1 + 0.95 * Math.log10(Math.max(seen.rate, 1));
      if (seen.state === 'observed') {
        return {
          colour: 'changed',
          width: 2.2,
          dash: '1.5 4.5',
          word: 'not declared',
          detail: [seen.rateText, seen.errorText].filter(Boolean).join(' '),
        };
      }
      return {
        colour: seen.failing ? 'error' : edge.protocol,
        width,
        dash: edge.dash,
        word: seen.rateText,
        detail: seen.failing ? `${seen.errorText} errors` : seen.errorText,
      };
    },
  };
}

function comparedLooks({ difference }: ComparedTopologies): LensLooks {
  const { ofEdge, ofNode } = differenceLooks(difference);
  return {
    lens: 'difference',
    ofNode,
    ofEdge: edge => {
      const look = ofEdge(edge);
      return look && { ...look, detail: '' };
    },
  };
}

/** How a view draws its scene through a lens. */
export function looksOf(
  lens: Lens,
  topology: Topology,
  compared: ComparedTopologies | undefined,
): LensLooks {
  if (lens === 'observed') return observedLooks(topology);
  if (lens === 'difference' && compared) return comparedLooks(compared);
  return plainLooks;
}
