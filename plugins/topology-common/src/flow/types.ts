/** Which side of an item, or of a frame's border. */
export type Side = 'left' | 'right';

/** A rectangle that lines run to, relative to its group. */
export interface FlowPart {
  id: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Parts that keep their places to each other: a card with its tabs and the stores under it. */
export interface FlowGroup {
  kind: 'group';
  id: string;
  width: number;
  height: number;
  parts: readonly FlowPart[];
  /** True for a collapsed box: many of them stand on a grid, as frames do. */
  gridded?: boolean;
}

/** A rectangle that grows around what it holds. */
export interface FlowFrame {
  kind: 'frame';
  id: string;
  /** Room that the title needs. */
  minWidth: number;
  items: readonly FlowItem[];
}

export type FlowItem = FlowGroup | FlowFrame;

/** A line to route from part to part. Links with the same wire share a trunk at one end. */
export interface FlowLink {
  id: string;
  from: string;
  to: string;
  wire: string;
  /**
   * The end that all links of the wire have in common; `border`: wherever the wire crosses a frame's
   * border they are together, and apart in that frame.
   */
  trunk: 'from' | 'to' | 'border';
  /** `round`: against the flow, go round and enter left as every other caller does. */
  back: 'round' | 'direct';
}

/** Distances, in whatever unit the parts have. */
export interface FlowMetrics {
  /** Between two lanes, and between two lines at a frame's border. */
  laneGap: number;
  /** From a channel's edge to its first lane: the room an arrowhead needs. */
  laneMargin: number;
  /** Between two ports on one side of a part, where there is room. */
  portGap: number;
  /** Between two ports at least: a part grows rather than have less. */
  leastPortGap: number;
  /** From a part's corner to its first port. */
  portMargin: number;
  /** Between two items of a column. */
  itemGap: number;
  /** The same, where one of them is a frame or a collapsed box. */
  boxGap: number;
  /** Between an item and a line that passes it. */
  passGap: number;
  /** Between two columns of parts. */
  columnGap: number;
  /** Between two columns of frames. */
  frameGap: number;
  /** Between two columns, one of which has collapsed boxes: bundles need room for their counts. */
  bundleGap: number;
  padding: number;
  /** Height of a frame's title bar. */
  header: number;
  /** Width of the outermost margin; the root has no title. */
  rootPadding: number;
  /** Wanted width over height of a frame's contents. */
  aspect: number;
}

export interface FlowPoint {
  x: number;
  y: number;
}

/** The stretch of a route that runs in one frame. */
export interface FlowPiece {
  frame: string;
  points: readonly FlowPoint[];
}

/** Where everything is, in absolute coordinates. */
export interface Flow {
  width: number;
  height: number;
  /** Of parts and frames, by id. */
  rects: ReadonlyMap<string, FlowPoint & { width: number; height: number }>;
  /** Corners of each link, by id; legs are horizontal or vertical. */
  routes: ReadonlyMap<string, readonly FlowPoint[]>;
  /** Who stands above whom in each frame, by frame id: see `Memory`. */
  orders: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** The same by the frames they run in, from start to end. */
  pieces: ReadonlyMap<string, readonly FlowPiece[]>;
}
