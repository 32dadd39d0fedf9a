import type {
  Profile,
  Resolution,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Composed } from './goldenPathService';

/** What answers of any shape come to: composed when nothing is wrong with them. @public */
export interface Evaluation {
  readonly resolution: Resolution;
  readonly composed?: Composed;
}

/** What a portal composes from. @public */
export interface Packs {
  /** Absolute paths of packs. */
  readonly directories: readonly string[];
  readonly profile?: Profile;
}

/** One composition that a thread is asked for. @alpha */
export interface Task {
  readonly answers: unknown;
  /** Four bytes that become 1 once the thread has begun. */
  readonly begun: SharedArrayBuffer;
}
