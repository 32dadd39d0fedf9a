import { ChannelNet, assignLanes } from './lanes';
import { columnBefore, keptIfNear } from './memory';
import { Element, Pin } from './nets';
import { FramePlan } from './plan';
import { Sizes, widthOf } from './sizes';
import { FlowMetrics } from './types';

export interface ChannelLanes {
  /** Nets in this channel, and the lane of each. */
  nets: number[];
  lanes: (number | undefined)[];
  count: number;
}

/** The lanes that the nets need in every channel. */
export function channelLanes(
  plan: FramePlan,
  heightAt: (pin: Pin) => number,
  metrics: FlowMetrics,
): ChannelLanes[] {
  const joined = plan.layers.slice(1).map(() => ({
    nets: [] as number[],
    spans: [] as ChannelNet[],
  }));
  plan.nets.forEach((net, i) => {
    net.channels.forEach((channel, k) => {
      const entry = joined[net.first + k];
      entry?.nets.push(i);
      entry?.spans.push({
        left: channel.left.map(heightAt),
        right: channel.right.map(heightAt),
      });
    });
  });
  return joined.map(({ nets, spans }) => ({
    nets,
    ...assignLanes(spans, metrics.laneGap),
  }));
}

/** Columns and channels side by side, each as wide as it needs. */
export function layOutAcross(
  plan: FramePlan,
  sizes: Sizes,
  channels: readonly ChannelLanes[],
  metrics: FlowMetrics,
  isRoot: boolean,
): {
  width: number;
  columnX: number[];
  laneX: (number | undefined)[][];
} {
  const columns = plan.layers.slice(1, -1);
  const laneX = plan.nets.map(net =>
    net.channels.map((): number | undefined => undefined),
  );
  const columnX: number[] = [];
  let x = 0;
  channels.forEach((channel, i) => {
    const least = leastWidth(columns, i, metrics, isRoot);
    const width = channelWidth(channel.count, least, metrics);
    const step = laneStep(channel.count, width, metrics);
    const first = x + Math.round((width - step * (channel.count - 1)) / 2);
    channel.nets.forEach((net, k) => {
      const lane = channel.lanes[k];
      const own = laneX[net];
      const start = plan.nets[net]?.first ?? 0;
      if (own && lane !== undefined) own[i - start] = first + lane * step;
    });
    x += width;
    const column = columns[i];
    if (!column) return;
    x = keptIfNear(x, columnBefore(column, plan.standing));
    columnX.push(x);
    x += Math.max(0, ...column.map(element => widthOf(element, sizes)));
  });
  return { width: x, columnX, laneX };
}

function leastWidth(
  columns: readonly (readonly Element[])[],
  channel: number,
  metrics: FlowMetrics,
  isRoot: boolean,
): number {
  const left = columns[channel - 1];
  const right = columns[channel];
  if (!left || !right) return isRoot ? metrics.rootPadding : metrics.padding;
  const items = [...left, ...right].flatMap(e =>
    e.kind === 'item' ? [e.item] : [],
  );
  if (items.some(i => i.kind === 'group' && i.gridded))
    return metrics.bundleGap;
  return items.every(i => i.kind === 'frame')
    ? metrics.frameGap
    : metrics.columnGap;
}

function channelWidth(
  count: number,
  least: number,
  metrics: FlowMetrics,
): number {
  if (count === 0) return least;
  return Math.max(
    least,
    2 * metrics.laneMargin + (count - 1) * metrics.laneGap,
  );
}

/** Lanes stand further apart where the channel has room. */
function laneStep(count: number, width: number, metrics: FlowMetrics): number {
  if (count < 2) return 0;
  const room = Math.floor((width - 2 * metrics.laneMargin) / (count - 1));
  return Math.max(
    metrics.laneGap,
    Math.min(room, Math.floor(metrics.laneGap * 1.5)),
  );
}
