import { Protocol } from '../model/types';

/** Calls from one node to another that were seen within a time. @public */
export interface ObservedCall {
  /** Entity ref of the caller; of a message: of its publisher. */
  from: string;
  /** Entity ref of the callee; of a message: of its subscriber. */
  to: string;
  /** `other`, if the source does not say. */
  protocol: Protocol;
  /** Calls a second. */
  rate: number;
  /** The share of calls that failed, 0 to 1; absent, if the source does not know. */
  errorShare?: number;
  /** Seconds within which 95 of 100 calls were answered; absent, if the source does not know. */
  p95?: number;
  /** The time that was looked at: ISO 8601, UTC. */
  window: { from: string; to: string };
  /** Id of the source. */
  source: string;
}
