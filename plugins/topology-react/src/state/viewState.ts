import type {
  NodeShape,
  Protocol,
} from '@golden-path/backstage-plugin-topology-common';

/** What the thin edge of a card tells apart. @public */
export type ColourDimension =
  | 'none'
  | 'system'
  | 'owner'
  | 'lifecycle'
  | 'language';

/** How a topology is shown; small enough for an address. @public */
export interface TopologyViewState {
  presentation: 'graph' | 'table';
  colourBy: ColourDimension;
  /** Ids of the boxes that are drawn as one card. */
  collapsed: readonly string[];
  /** Shapes to show; empty shows all. */
  shapes: readonly NodeShape[];
  /** Protocols to show; empty shows all. */
  protocols: readonly Protocol[];
  /** The node whose callers and callees stand out, the rest being dimmed. */
  focused?: string;
}

/** Everything open, nothing filtered, cards coloured by owner. @public */
export const defaultTopologyViewState: TopologyViewState = {
  presentation: 'graph',
  colourBy: 'owner',
  collapsed: [],
  shapes: [],
  protocols: [],
};
