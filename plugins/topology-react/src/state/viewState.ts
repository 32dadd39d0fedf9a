import type {
  ColourDimension,
  NodeShape,
  Protocol,
  TopologyBox,
} from '@golden-path/backstage-plugin-topology-common';
import type { Lens } from './lens';

/** Which boxes are cards unless opened: none, the systems, or the domains too. @public */
export type RollUp = 'none' | TopologyBox['kind'];

/** What the panel can show besides the details of what is chosen. @public */
export type Side = 'findings' | 'impact';

/** How a topology is shown; small enough for an address. @public */
export interface TopologyViewState {
  presentation: 'graph' | 'table';
  lens: Lens;
  colourBy: ColourDimension;
  rollUp: RollUp;
  /** Ids of boxes that are drawn as one card though the roll-up leaves them open. */
  collapsed: readonly string[];
  /** Ids of boxes that are open though the roll-up makes them cards. */
  opened: readonly string[];
  /** Shapes to show; empty shows all. */
  shapes: readonly NodeShape[];
  /** Protocols to show; empty shows all. */
  protocols: readonly Protocol[];
  /** Types as the catalog states them, to show; empty shows all. */
  types: readonly string[];
  /** Refs of owners, to show; empty shows all. */
  owners: readonly string[];
  lifecycles: readonly string[];
  tags: readonly string[];
  /** The node whose callers and callees stand out, the rest being dimmed. */
  focused?: string;
  /** With `focused`: the node to which all paths stand out instead. */
  pathTo?: string;
  /** What the panel shows: the findings, or what breaks if the chosen one stops. */
  side?: Side;
  /** Whether the lens Difference leaves out what stayed the same. */
  onlyChanges?: boolean;
  /** Id of the finding that is marked in the graph. */
  finding?: string;
  /** The box of which alone the content is shown, with whoever calls it or is called. */
  within?: string;
}

/** Everything open, nothing filtered, cards coloured by owner. @public */
export const defaultTopologyViewState: TopologyViewState = {
  presentation: 'graph',
  lens: 'architecture',
  colourBy: 'owner',
  rollUp: 'none',
  collapsed: [],
  opened: [],
  shapes: [],
  protocols: [],
  types: [],
  owners: [],
  lifecycles: [],
  tags: [],
};

/** What decides which boxes are cards. */
export type BoxStates = Pick<
  TopologyViewState,
  'rollUp' | 'collapsed' | 'opened'
>;
