import { alignLayers, settleLines } from './align';
import { GrownGroups, growGroups } from './grow';
import { ChannelNet, assignLanes } from './lanes';
import { Element, Net, Pin, portKey } from './nets';
import { FramePlan } from './plan';
import { PortRange, placePorts } from './ports';
import { FlowMetrics } from './types';

/** A frame with all its distances, relative to its top left corner. */
export interface MeasuredFrame {
  plan: FramePlan;
  grown: GrownGroups;
  width: number;
  height: number;
  topOf: ReadonlyMap<Element, number>;
  /** Heights of ports on parts and on child frames, by port key. */
  portY: ReadonlyMap<string, number>;
  /** Left edges of the columns. */
  columnX: readonly number[];
  columnOf: ReadonlyMap<Element, number>;
  /** For each net the x of its vertical leg in each of its channels; undefined where it is straight. */
  laneX: readonly (readonly (number | undefined)[])[];
  children: ReadonlyMap<string, MeasuredFrame>;
}

/** Measures a frame and all frames in it, from inside to outside. */
export function measureFrame(
  plan: FramePlan,
  metrics: FlowMetrics,
  isRoot = true,
): MeasuredFrame {
  const children = new Map(
    [...plan.children].map(([id, child]) => [
      id,
      measureFrame(child, metrics, false),
    ]),
  );
  const inset = isRoot ? metrics.rootPadding : metrics.header + metrics.padding;
  const grown = growGroups(plan.layers.flat(), plan.nets, metrics);
  const sizes: Sizes = { children, grown };
  const { topOf, portY } = levels(plan, sizes, metrics, inset);
  const heightAt = (pin: Pin) =>
    portY.get(pin.port) ?? topOf.get(pin.element) ?? 0;
  const channels = channelLanes(plan, heightAt, metrics);
  const across = layOutAcross(plan, sizes, channels, metrics, isRoot);
  const bottoms = [...topOf].map(
    ([element, top]) => top + heightOf(element, sizes),
  );
  return {
    plan,
    grown,
    width: Math.max(across.width, plan.frame.minWidth),
    height: Math.max(inset, ...bottoms) + (isRoot ? inset : metrics.padding),
    topOf,
    portY,
    columnX: across.columnX,
    columnOf: columnsOfElements(plan),
    laneX: across.laneX,
    children,
  };
}

/** How large the items of a frame have become. */
interface Sizes {
  children: ReadonlyMap<string, MeasuredFrame>;
  grown: GrownGroups;
}

function heightOf(element: Element, { children, grown }: Sizes): number {
  if (element.kind !== 'item') return 0;
  return element.item.kind === 'group'
    ? grown.heightOf(element.item)
    : children.get(element.item.id)?.height ?? 0;
}

function widthOf(element: Element, { children }: Sizes): number {
  if (element.kind !== 'item') return 0;
  return element.item.kind === 'group'
    ? element.item.width
    : children.get(element.item.id)?.width ?? 0;
}

interface Heights {
  topOf: ReadonlyMap<Element, number>;
  portY: ReadonlyMap<string, number>;
}

/** Items first, then their ports, then the lines between ports made level with them. */
function levels(
  plan: FramePlan,
  sizes: Sizes,
  metrics: FlowMetrics,
  inset: number,
): Heights {
  const { layers, nets } = plan;
  const offsets = borderOffsets(sizes.children);
  const height = (element: Element) => heightOf(element, sizes);
  const middles = {
    heightOf: height,
    offsetOf: ({ part, port }: Pin) => {
      const grown = part && sizes.grown.partOf(part);
      return grown ? grown.y + grown.height / 2 : offsets.get(port) ?? 0;
    },
  };
  const aligned = alignLayers(layers, nets, middles, metrics);
  const first = new Map([...aligned].map(([e, top]) => [e, top + inset]));
  const portY = portHeights(plan, sizes.grown, offsets, first, metrics);
  const ports = {
    heightOf: height,
    offsetOf: (pin: Pin) =>
      pin.element.kind === 'item'
        ? (portY.get(pin.port) ?? 0) - (first.get(pin.element) ?? 0)
        : 0,
  };
  const settled = settleLines(layers, nets, ports, metrics, first);
  const topOf = insideFrame(settled, inset);
  return {
    topOf,
    portY: portHeights(plan, sizes.grown, offsets, topOf, metrics),
  };
}

/** Lines that settled over the uppermost item need room there. */
function insideFrame(
  tops: ReadonlyMap<Element, number>,
  inset: number,
): Map<Element, number> {
  const down = Math.max(0, inset - Math.min(...tops.values()));
  return new Map([...tops].map(([element, top]) => [element, top + down]));
}

/** How far below a child's top its border ports are, by port key. */
function borderOffsets(children: Sizes['children']): Map<string, number> {
  const offsets = new Map<string, number>();
  for (const [id, child] of children) {
    for (const layer of [child.plan.layers[0], child.plan.layers.at(-1)]) {
      for (const element of layer ?? []) {
        if (element.kind !== 'border') continue;
        offsets.set(
          portKey(id, element.wire, element.side),
          child.topOf.get(element) ?? 0,
        );
      }
    }
  }
  return offsets;
}

function pinsOf(net: Net): Pin[] {
  return net.channels.flatMap(c => [...c.left, ...c.right]);
}

function portHeights(
  plan: FramePlan,
  grown: GrownGroups,
  offsets: ReadonlyMap<string, number>,
  topOf: ReadonlyMap<Element, number>,
  metrics: FlowMetrics,
): Map<string, number> {
  const rangeOf = (pin: Pin): PortRange | undefined => {
    const part = pin.part && grown.partOf(pin.part);
    if (!part) return undefined;
    const top = (topOf.get(pin.element) ?? 0) + part.y;
    const margin = Math.min(metrics.portMargin, part.height / 2);
    const side = `${pin.port.slice(0, pin.port.indexOf(' '))} ${part.id}`;
    return { side, low: top + margin, high: top + part.height - margin };
  };
  const heightAt = (pin: Pin) => {
    const range = rangeOf(pin);
    if (range) return (range.low + range.high) / 2;
    return (topOf.get(pin.element) ?? 0) + (offsets.get(pin.port) ?? 0);
  };
  const ports = placePorts(plan.nets, rangeOf, heightAt, metrics);
  for (const pin of plan.nets.flatMap(pinsOf)) {
    if (offsets.has(pin.port)) ports.set(pin.port, heightAt(pin));
  }
  return ports;
}

interface ChannelLanes {
  /** Nets in this channel, and the lane of each. */
  nets: number[];
  lanes: (number | undefined)[];
  count: number;
}

function channelLanes(
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

function layOutAcross(
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
  const framesOnly = [...left, ...right].every(
    e => e.kind !== 'item' || e.item.kind === 'frame',
  );
  return framesOnly ? metrics.frameGap : metrics.columnGap;
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

function columnsOfElements(plan: FramePlan): Map<Element, number> {
  return new Map(
    plan.layers
      .slice(1, -1)
      .flatMap((layer, column) =>
        layer.map(element => [element, column] as const),
      ),
  );
}
