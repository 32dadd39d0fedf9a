import { TopologyFinding } from '../model/types';
import { ObservedCall } from '../observed/observedCall';
import { CompactTopology } from './compact';

/** What every answer with a topology holds. @public */
export interface TopologyAnswer {
  /** When the catalog was last compared with the index: ISO 8601, UTC. */
  asOf: string;
  /** The state of the index; it counts up with every change in the catalog. */
  revision: number;
  topology: CompactTopology;
  /** What is wrong in the declarations of the entities shown. */
  findings: TopologyFinding[];
}

/**
 * Answer in place of a {@link TopologyAnswer}, with status 202: the catalog has the entity and the index has
 * not read it yet. `Retry-After` says in how many seconds to ask again.
 * @public
 */
export interface PendingAnswer {
  asOf: string;
  pending: true;
}

/** How far the landscape is rolled up. @public */
export type LandscapeRollUp = 'domain' | 'system' | 'none';

/** Answer of `GET /v1/landscape`. @public */
export interface LandscapeAnswer extends TopologyAnswer {
  rollUp: LandscapeRollUp;
  /** How many nodes each node stands for, in the order of the nodes. */
  parts: number[];
  /** How many edges each edge stands for, in the order of the edges. */
  calls: number[];
  /** Give this as `cursor` to get the next part; absent in the last one. */
  next?: string;
}

/** A state of the catalog that can be compared with others. @public */
export interface TopologyMoment {
  revision: number;
  /** When the index came to know of it: ISO 8601, UTC. */
  at: string;
}

/** Answer of `GET /v1/moments`, the youngest first. @public */
export interface MomentsAnswer {
  asOf: string;
  moments: TopologyMoment[];
  /** Give this as `cursor` to get older ones; absent with the oldest. */
  next?: string;
}

/**
 * Answer of `GET /v1/difference`: what differs and its surroundings, at both moments.
 * `difference(before, after)` of this package compares them.
 * @public
 */
export interface DifferenceAnswer {
  asOf: string;
  from: TopologyMoment;
  to: TopologyMoment;
  before: CompactTopology;
  after: CompactTopology;
  /** True if more changed than one answer holds; ask for one box, or for moments closer together. */
  truncated: boolean;
}

/** Something that a search found. @public */
export interface TopologyMatch {
  /** Entity ref. */
  id: string;
  name: string;
  title?: string;
  /** `system`, `domain`, `component`, `api`, `resource`; absent for what no entity describes. */
  kind?: string;
  /** The box around it. */
  box?: string;
}

/** Answer of `GET /v1/search`, the best match first. @public */
export interface SearchAnswer {
  asOf: string;
  matches: TopologyMatch[];
}

/** A source of observed calls, and what came of asking it. @public */
export interface ObservedSource {
  id: string;
  /** Present if it did not answer; its calls are then absent. */
  problem?: string;
}

/** Answer of `GET /v1/observed`. @public */
export interface ObservedAnswer {
  asOf: string;
  /** The time that was looked at: ISO 8601, UTC. */
  window: { from: string; to: string };
  calls: ObservedCall[];
  /** Names that were observed, yet belong to no entity or to several. */
  unmatched: string[];
  sources: ObservedSource[];
}
