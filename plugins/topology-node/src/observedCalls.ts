import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { Protocol } from '@golden-path/backstage-plugin-topology-common';

/** Calls between two names within a time, as a source of traces or metrics saw them. @public */
export interface NamedCall {
  /** The caller's name in the source: a service name, or an entity ref. */
  client: string;
  /** The callee's name in the source: a service name, or an entity ref. */
  server: string;
  /** Left out, if the source does not say. */
  protocol?: Protocol;
  /** Calls a second. */
  rate: number;
  /** The share of calls that failed, 0 to 1. Left out, if the source does not know. */
  errorShare?: number;
  /** Seconds within which 95 of 100 calls were answered. Left out, if the source does not know. */
  p95?: number;
}

/** The time that is asked about. @public */
export interface ObservationWindow {
  from: Date;
  to: Date;
}

/** A source of observed calls. @public */
export interface ObservedCallsProvider {
  /** Shown beside the calls; no two providers have the same. */
  id: string;
  /** The calls within a time. An error is shown to the user in place of the calls. */
  observe(
    window: ObservationWindow,
    options: { signal: AbortSignal },
  ): Promise<NamedCall[]>;
}

/** Takes sources of observed calls. @public */
export interface ObservedCallsExtensionPoint {
  addProvider(...providers: ObservedCallsProvider[]): void;
}

/** Where modules of the topology backend add their sources of observed calls. @public */
export const topologyObservedCallsExtensionPoint =
  createExtensionPoint<ObservedCallsExtensionPoint>({
    id: 'topology.observed-calls',
  });
