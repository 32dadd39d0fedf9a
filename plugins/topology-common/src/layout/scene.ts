import {
  CallMode,
  EventDirection,
  NodeShape,
  Protocol,
  TopologyBox,
  TopologyNode,
} from '../model/types';

/** A place in the scene, in px at 100 %, y downwards. @public */
export interface Point {
  x: number;
  y: number;
}

/** @public */
export interface Rect extends Point {
  width: number;
  height: number;
}

/** How many nodes of a kind a box holds, boxes inside it included. @public */
export interface BoxCounts {
  systems: number;
  services: number;
  stores: number;
  topics: number;
}

/** An expanded system or domain. @public */
export interface SceneBox extends Rect {
  id: string;
  box: TopologyBox;
  /** 0 for the outermost frame. */
  depth: number;
  counts: BoxCounts;
  /** Cut in the middle to fit the title bar. */
  label: string;
  /** `4 services · 3 stores` */
  detail: string;
}

/** An API as a tab on its provider's top edge. @public */
export interface SceneTab extends Rect {
  /** Id of the API node, or of the provider for the tab that counts the rest. */
  id: string;
  label: string;
  fullLabel: string;
}

/** A card: a node, or a collapsed box. @public */
export interface SceneNode extends Rect {
  id: string;
  /** `system` and `domain` are collapsed boxes. */
  shape: NodeShape | 'system' | 'domain';
  /** Absent for a collapsed box. */
  node?: TopologyNode;
  /** Present for a collapsed box. */
  box?: TopologyBox;
  counts?: BoxCounts;
  /** The expanded box it is drawn in. */
  parent?: string;
  /** Cut in the middle to fit the card. */
  label: string;
  fullLabel: string;
  /** `service · Go`, `PostgreSQL 16`, `4 services · 3 stores`; empty on compact cards. */
  detail: string;
  tabs: SceneTab[];
  compact: boolean;
  /** True for a store that hangs under its owner. */
  hung: boolean;
}

/** What lies under a line or a word. @public */
export type SceneGround = 'canvas' | 'domain' | 'system';

/** @public */
export type HeadShape = 'triangle' | 'double' | 'chevron';

/** An arrowhead: tip and direction of travel in degrees, 0 is to the right. @public */
export interface SceneHead extends Point {
  shape: HeadShape;
  angle: number;
}

/** A word on an edge; x and y are the middle of its chip. @public */
export interface SceneLabel extends Rect {
  /** The protocol, or publish or subscribe. */
  text: string;
  /** For the chip's colour. */
  ground: SceneGround;
}

/** The count of a bundle and what it is made of; x and y are the middle of the pill. @public */
export interface ScenePill extends Rect {
  count: number;
  shares: { protocol: Protocol; count: number }[];
}

/** One line with its arrowhead: an edge, or a bundle of edges into or out of collapsed boxes. @public */
export interface SceneEdge {
  id: string;
  /** Ids of the topology's edges that it stands for, sorted; one, if it is no bundle. */
  edges: string[];
  /** Ids of scene nodes. */
  from: string;
  to: string;
  /** The one most edges have. */
  protocol: Protocol;
  mode: CallMode;
  direction?: EventDirection;
  operations: string[];
  /** Corners from port to tip; every leg is horizontal or vertical. */
  points: Point[];
  /** SVG path data of the line: corners rounded, cut where the arrowhead begins. */
  path: string;
  /** The line in pieces, each with the ground it runs on: for halos at crossings; see `linePath`. */
  halos: { ground: SceneGround; points: readonly Point[] }[];
  head: SceneHead;
  /** Stroke width at rest. */
  width: number;
  /** SVG dash array; absent for a solid line. */
  dash?: string;
  label?: SceneLabel;
  pill?: ScenePill;
  /**
   * Edges with the same wire share a trunk. Draw the halos of a whole wire before its lines,
   * so that no branch cuts its own trunk.
   */
  wire: string;
}

/** A dot where branches leave, or join, a shared trunk. @public */
export interface SceneJunction extends Point {
  wire: string;
  protocol: Protocol;
}

/** A way in from outside: a ring on the frame and a stub to the gateway. @public */
export interface SceneEntry {
  node: string;
  /** Middle of the ring, then the tip of the stub. */
  points: [Point, Point];
}

/**
 * A laid-out topology in absolute coordinates from 0,0.
 * Boxes are sorted from outside to inside; edges in drawing order.
 * @public
 */
export interface Scene {
  width: number;
  height: number;
  boxes: SceneBox[];
  nodes: SceneNode[];
  edges: SceneEdge[];
  junctions: SceneJunction[];
  entries: SceneEntry[];
  /** For a later layout that has this as its previous one: who is above whom in each frame. */
  orders?: Record<string, readonly (readonly string[])[]>;
}
