import { Element } from './nets';
import { FlowFrame, FlowItem, FlowPoint } from './types';

/** Where an item stood in an earlier picture, and how large it was where that is known. */
export interface Standing extends FlowPoint {
  width?: number;
  height?: number;
}

/** Keys of items and lines, a list for each column of a frame. */
export type FrameOrder = readonly (readonly string[])[];

/** An earlier picture, in absolute coordinates. */
export interface Memory {
  /** By item id. */
  places: ReadonlyMap<string, Standing>;
  /** Who was above whom in each frame, by frame id. */
  orders: ReadonlyMap<string, FrameOrder>;
}

/** Differences up to this are not worth a move. */
export const SLACK = 48;

/** Where the items of a frame stood in it, relative to its own corner; empty, if there is too little to go by. */
export function standingIn(
  frame: FlowFrame,
  memory: Memory | undefined,
): ReadonlyMap<FlowItem, Standing> {
  const origin = memory?.places.get(frame.id);
  if (!memory || !origin) return new Map();
  const known = new Map(
    frame.items.flatMap(item => {
      const at = memory.places.get(item.id);
      return at
        ? [[item, { ...at, x: at.x - origin.x, y: at.y - origin.y }] as const]
        : [];
    }),
  );
  return known.size * 2 > frame.items.length ? known : new Map();
}

/** Where a column began, by the items in it that stood somewhere. */
export function columnBefore(
  column: readonly Element[],
  standing: ReadonlyMap<FlowItem, Standing>,
): number | undefined {
  const starts = column.flatMap(element =>
    element.kind === 'item' ? standing.get(element.item)?.x ?? [] : [],
  );
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

/** The earlier value where a little more room is enough for it, else what is needed. */
export function keptIfNear(needed: number, before: number | undefined): number {
  if (before === undefined) return needed;
  return before >= needed && before <= needed + SLACK ? before : needed;
}
