import { CompactTopology, decodeTopology } from '../api/compact';
import { Topology } from '../model/types';
import { layout } from './layout';
import { LayoutOptions } from './options';
import { Scene } from './scene';

/** What the worker of this package (`/worker`) is asked: to lay out a topology. @public */
export interface LayoutRequest
  extends Pick<LayoutOptions, 'collapsed' | 'density'> {
  /** Comes back with the answer. */
  id: number;
  /** Its compact form has a shorter way to the worker. */
  topology: Topology | CompactTopology;
  /** Whether what was in the scene before keeps its place: the worker remembers its last one. */
  follow?: boolean;
}

/** What the worker answers. @public */
export type LayoutAnswer =
  | { id: number; scene: Scene }
  | { id: number; problem: string };

/** Answers a request; `last` is the scene that a request may follow. @public */
export function answerTo(
  { id, topology, follow, ...options }: LayoutRequest,
  last: Scene | undefined,
): LayoutAnswer {
  try {
    const previous = follow ? last : undefined;
    const whole = 'version' in topology ? decodeTopology(topology) : topology;
    return {
      id,
      scene: layout(whole, { ...options, ...(previous && { previous }) }),
    };
  } catch (error) {
    return { id, problem: error instanceof Error ? error.message : `${error}` };
  }
}
