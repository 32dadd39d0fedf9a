import { Scene } from './scene';

/** @public */
export interface LayoutOptions {
  /** Ids of boxes to draw as one card, their edges bundled. */
  collapsed?: ReadonlySet<string>;
  /** `compact` draws cards of 124 x 30 with the name only, for landscapes. Default `normal`. */
  density?: 'normal' | 'compact';
  /** An earlier picture: what was in it keeps its column and order, and moves as little as it can. */
  previous?: Scene;
}
