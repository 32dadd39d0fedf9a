import { isBoxLike } from './boxLike';
import { GridPlace, Size, placeOnGrid } from './grid';
import { Hop } from './hops';
import { Digraph, layer } from './layering';
import { Memory, standingIn } from './memory';
import { rememberedPlaces } from './remembered';
import { FlowFrame, FlowItem, FlowMetrics } from './types';

/** From this many boxes on, a grid reads better than layers. */
const BOXES_FOR_GRID = 5;
/** With fewer boxes, but as many as these, a grid is better than a row that is too long. */
const BOXES_FOR_FOLDING = 3;
/** A row is too long from this multiple of the wanted aspect on. */
const LONGEST_ROW = 2;

/** Which items stand in which column, from left to right, in a first order from top to bottom. */
export interface Columns {
  columns: readonly (readonly FlowItem[])[];
  /** About how large the frame will be. */
  size: Size;
}

/** Assigns the columns of every frame, from inside to outside; by frame id. */
export function columnsByFrame(
  root: FlowFrame,
  hops: ReadonlyMap<string, readonly Hop[]>,
  metrics: FlowMetrics,
  memory?: Memory,
): Map<string, Columns> {
  const result = new Map<string, Columns>();
  const sizeOf = (item: FlowItem): Size => {
    if (item.kind === 'group') return item;
    const own = hops.get(item.id) ?? [];
    const columns = columnsOf(item, own, sizeOf, metrics, memory);
    result.set(item.id, columns);
    return columns.size;
  };
  sizeOf(root);
  return result;
}

function columnsOf(
  frame: FlowFrame,
  hops: readonly Hop[],
  sizeOf: (item: FlowItem) => Size,
  metrics: FlowMetrics,
  memory: Memory | undefined,
): Columns {
  const sizes = frame.items.map(sizeOf);
  const graph = graphOf(frame, hops);
  const standing = standingIn(frame, memory);
  if (standing.size > 0) {
    const places = rememberedPlaces(
      graph,
      frame.items.map(item => standing.get(item)),
    );
    return columnsAt(places, frame, sizes, metrics);
  }
  const boxes = frame.items.filter(i => isBoxLike(i)).length;
  const grid = () =>
    columnsAt(placeOnGrid(graph, sizes, metrics.aspect), frame, sizes, metrics);
  if (boxes >= BOXES_FOR_GRID) return grid();
  const places = layer(graph, columnLimit(frame.items.length)).map(
    (column, row) => ({ column, row }),
  );
  const layered = columnsAt(places, frame, sizes, metrics);
  const { width, height } = layered.size;
  const isTooLong = width > LONGEST_ROW * metrics.aspect * height;
  return isTooLong && boxes >= BOXES_FOR_FOLDING ? grid() : layered;
}

function columnsAt(
  places: readonly GridPlace[],
  frame: FlowFrame,
  sizes: readonly Size[],
  metrics: FlowMetrics,
): Columns {
  const indexes = frame.items.map((_, i) => i);
  const count = Math.max(0, ...places.map(p => p.column + 1));
  const columns = Array.from({ length: count }, (_, column) =>
    indexes
      .filter(i => places[i]?.column === column)
      .sort((a, b) => (places[a]?.row ?? 0) - (places[b]?.row ?? 0)),
  ).filter(column => column.length > 0);
  return {
    columns: columns.map(c => c.flatMap(i => frame.items[i] ?? [])),
    size: roughSize(
      columns.map(c => c.flatMap(i => sizes[i] ?? [])),
      metrics,
    ),
  };
}

function columnLimit(count: number): number {
  return Math.max(6, Math.ceil(1.6 * Math.sqrt(count)));
}

function graphOf(frame: FlowFrame, hops: readonly Hop[]): Digraph {
  const index = new Map(frame.items.map((item, i) => [item, i]));
  const weights = new Map<number, number>();
  for (const { from, to } of hops) {
    const a = from && index.get(from);
    const b = to && index.get(to);
    if (a === undefined || b === undefined || a === b) continue;
    const key = a * frame.items.length + b;
    weights.set(key, (weights.get(key) ?? 0) + 1);
  }
  const edges = [...weights].map(([key, weight]) => ({
    from: Math.floor(key / frame.items.length),
    to: key % frame.items.length,
    weight,
  }));
  return { size: frame.items.length, edges };
}

function roughSize(columns: Size[][], metrics: FlowMetrics): Size {
  const widths = columns.map(c => Math.max(...c.map(s => s.width)));
  const heights = columns.map(c =>
    c.reduce((sum, s) => sum + s.height + metrics.itemGap, 0),
  );
  return {
    width:
      widths.reduce((sum, w) => sum + w + metrics.columnGap, 0) +
      metrics.padding,
    height: Math.max(0, ...heights) + metrics.header + metrics.padding,
  };
}
