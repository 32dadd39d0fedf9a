import {
  Topology,
  TopologyBox,
  TopologyEdge,
  TopologyNode,
} from '../model/types';

/** What became of something between two topologies. @public */
export type ChangeKind = 'added' | 'removed' | 'changed';

/** A field that differs, in words for people; an absent value is empty. @public */
export interface FieldChange {
  field: string;
  before: string;
  after: string;
}

/** Something that is in both, and not the same. @public */
export interface Changed<T> {
  before: T;
  after: T;
  fields: FieldChange[];
}

/** What became of the things of a kind; lists are sorted by id. @public */
export interface Changes<T> {
  added: T[];
  removed: T[];
  changed: Changed<T>[];
}

/** How one topology became another. @public */
export interface TopologyDifference {
  boxes: Changes<TopologyBox>;
  nodes: Changes<TopologyNode>;
  /** A call that only changed its protocol or direction is one change, not one call less and one more. */
  edges: Changes<TopologyEdge>;
  before: Topology;
  after: Topology;
  /** All of the second topology, and what the first has beside it: what a picture of the difference shows. */
  union: Topology;
  /** What became of a box, node or edge of the union, by its id; absent, if nothing did. */
  kinds: ReadonlyMap<string, ChangeKind>;
}
