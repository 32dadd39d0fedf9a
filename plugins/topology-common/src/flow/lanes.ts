/** A net's pins in one channel: heights of its lines at the left and at the right edge. */
export interface ChannelNet {
  left: readonly number[];
  right: readonly number[];
}

interface Span extends ChannelNet {
  index: number;
  low: number;
  high: number;
}

/** Two lines closer than this share of a gap look like one. */
const TOUCH = 0.8;
/** With more spans times ends than this, spans are not compared with each other. */
const MOST_COMPARED = 60_000;
const CROSSING = 2;
const TOUCHING = 41;

/**
 * A lane for each net that has to change its height, counted from the left; undefined for straight ones.
 * Nets whose spans are `gap` apart may share a lane; the order is chosen so that few lines cross
 * and lines that come in at one height do not run into each other.
 */
export function assignLanes(
  nets: readonly ChannelNet[],
  gap: number,
): { lanes: (number | undefined)[]; count: number } {
  const spans = nets.map(spanOf).filter(s => s.high > s.low);
  const ends = spans.reduce((n, s) => n + s.left.length + s.right.length, 0);
  const isMany = spans.length * ends > MOST_COMPARED;
  const order = isMany ? roughOrder(spans) : orderSpans(spans, gap);
  const lanes = new Array<number | undefined>(nets.length).fill(undefined);
  let count = 0;
  order.forEach((span, i) => {
    let lane = 0;
    for (let k = 0; k < i; k += 1) {
      const before = order[k];
      if (before && overlap(before, span, gap)) {
        lane = Math.max(lane, (lanes[before.index] ?? 0) + 1);
      }
    }
    lanes[span.index] = lane;
    count = Math.max(count, lane + 1);
  });
  return { lanes, count };
}

function spanOf({ left, right }: ChannelNet, index: number): Span {
  let low = Infinity;
  let high = -Infinity;
  for (const pins of [left, right]) {
    for (const y of pins) {
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  return { left, right, index, low, high };
}

function overlap(a: Span, b: Span, gap: number): boolean {
  return a.low < b.high + gap && b.low < a.high + gap;
}

/** Without comparing: those that climb from the top, then those that fall from the bottom. */
function roughOrder(spans: readonly Span[]): Span[] {
  const climbs = (s: Span) => mean(s.right) < mean(s.left);
  const up = spans.filter(climbs);
  const down = spans.filter(s => !climbs(s));
  return [
    ...up.sort((a, b) => mean(a.left) - mean(b.left)),
    ...down.sort((a, b) => mean(b.left) - mean(a.left)),
  ];
}

function mean(heights: readonly number[]): number {
  return heights.reduce((sum, y) => sum + y, 0) / Math.max(1, heights.length);
}

/** Inserts one span after the other where it costs least, long ones first. */
function orderSpans(spans: readonly Span[], gap: number): Span[] {
  const order: Span[] = [];
  const touch = gap * TOUCH;
  const queue = [...spans].sort(
    (a, b) => b.high - b.low - (a.high - a.low) || a.index - b.index,
  );
  for (const span of queue) {
    let cost = 0;
    let best = 0;
    let at = 0;
    order.forEach((other, i) => {
      if (overlap(other, span, gap)) {
        cost += costOf(other, span, touch) - costOf(span, other, touch);
      }
      if (cost < best) {
        best = cost;
        at = i + 1;
      }
    });
    order.splice(at, 0, span);
  }
  return order;
}

/** Crossings and near misses when `a` has the lane left of `b`. */
function costOf(a: Span, b: Span, touch: number): number {
  let cost = 0;
  for (const y of a.right) if (y > b.low && y < b.high) cost += CROSSING;
  for (const y of b.left) if (y > a.low && y < a.high) cost += CROSSING;
  for (const y of a.right) {
    for (const z of b.left) if (Math.abs(y - z) < touch) cost += TOUCHING;
  }
  return cost;
}
