import { GrownGroups } from './grow';
import { Element, Pin } from './nets';
import { FramePlan } from './plan';

/** A frame with all its distances, relative to its top left corner. */
export interface MeasuredFrame {
  plan: FramePlan;
  grown: GrownGroups;
  width: number;
  height: number;
  topOf: ReadonlyMap<Element, number>;
  /** Heights of the pins on items. */
  pinY: ReadonlyMap<Pin, number>;
  /** Left edges of the columns. */
  columnX: readonly number[];
  columnOf: ReadonlyMap<Element, number>;
  /** For each net the x of its vertical leg in each of its channels; undefined where it is straight. */
  laneX: readonly (readonly (number | undefined)[])[];
  children: ReadonlyMap<string, MeasuredFrame>;
}
