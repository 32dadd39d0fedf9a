import { Topology } from '../model/types';
import { Scene } from './scene';

/** What the worker of this package (`/worker`) is asked: to lay out a topology. @public */
export interface LayoutRequest {
  /** Comes back with the answer. */
  id: number;
  topology: Topology;
  collapsed: ReadonlySet<string>;
}

/** What the worker answers. @public */
export type LayoutAnswer =
  | { id: number; scene: Scene }
  | { id: number; problem: string };
