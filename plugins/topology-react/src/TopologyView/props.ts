import type { ReactNode } from 'react';
import type {
  Topology,
  TopologyFinding,
} from '@golden-path/backstage-plugin-topology-common';
import type { TopologyLink } from '../panel/Panel';
import type { ComparedTopologies, Lens, ObservedWindow } from '../state/lens';
import type { TopologyViewState } from '../state/viewState';
import type { TopologyProblem } from '../states/problem';

/** @public */
export interface TopologyViewProps {
  /** What to show; absent while it is being loaded. */
  topology?: Topology;
  /** Shown in place of the graph. */
  problem?: TopologyProblem;
  /** What is wrong in the declarations, shown with the node they belong to. */
  findings?: readonly TopologyFinding[];
  /** The accessible name, and the name of exported files. Default `Topology`. */
  title?: string;
  /** Height as a number of px or a CSS length. Default 600. */
  height?: number | string;
  /** Only the graph, without toolbar, legend and panel. */
  compact?: boolean;
  /** Id of the chosen node or box; null for none. Held by the view if left out. */
  selected?: string | null;
  onSelect?(id: string | null): void;
  /** Filters, collapsed boxes, focus and colours. Held by the view if left out. */
  view?: TopologyViewState;
  onViewChange?(view: TopologyViewState): void;
  /** The page of a node, box or owner. */
  hrefFor?(id: string): string | undefined;
  /** Links that belong to a node. */
  linksFor?(id: string): readonly TopologyLink[];
  /** Which lenses can be chosen besides the architecture; none if left out. */
  lenses?: readonly Lens[];
  /** What the lens Observed shows; absent while it is being loaded. */
  observed?: ObservedWindow;
  /** What the lens Difference shows; absent while it is being loaded. */
  compared?: ComparedTopologies;
  /** What has to be said of what is shown, such as why it is not all; in place of the counts. */
  note?: string;
  /** More controls for the toolbar, such as a choice of depth. */
  controls?: ReactNode;
}
