import { alignLayers, settleLines } from './align';
import { GrownGroups } from './grow';
import { SLACK } from './memory';
import { Element, Net, Pin } from './nets';
import { FramePlan } from './plan';
import { PortRange, placePorts } from './ports';
import { Sizes, borderTops, heightOf } from './sizes';
import { FlowMetrics, FlowPart } from './types';

/** Heights in a frame, below its top. */
export interface Heights {
  topOf: ReadonlyMap<Element, number>;
  pinY: ReadonlyMap<Pin, number>;
}

/** Items first, then their ports, then the lines between ports made level with them. */
export function levels(
  plan: FramePlan,
  sizes: Sizes,
  metrics: FlowMetrics,
  inset: number,
): Heights {
  const { layers, nets } = plan;
  const offsets = borderOffsets(nets, sizes.children);
  const heightOfElement = (element: Element) => heightOf(element, sizes);
  const standing = standingTops(plan, heightOfElement, inset);
  const middles = {
    heightOf: heightOfElement,
    standingAt: (element: Element) => standing.get(element),
    offsetOf: (pin: Pin) => {
      const part = pin.part && sizes.grown.partOf(pin.part);
      return part ? part.y + part.height / 2 : offsets.get(pin) ?? 0;
    },
  };
  const aligned = alignLayers(layers, nets, middles, metrics);
  const first = new Map([...aligned].map(([e, top]) => [e, top + inset]));
  const pins = pinHeights(plan, sizes.grown, offsets, first, metrics);
  const ports = {
    heightOf: heightOfElement,
    offsetOf: (pin: Pin) => {
      const y = pins.get(pin);
      return y === undefined ? 0 : y - (first.get(pin.element) ?? 0);
    },
  };
  const settled = settleLines(layers, nets, ports, metrics, first);
  const topOf = insideFrame(settled, inset);
  const pinY = pinHeights(plan, sizes.grown, offsets, topOf, metrics);
  return { topOf, pinY };
}

/** Where items stood; below a box that was opened or collapsed, as much further down or up. */
function standingTops(
  { layers, standing }: FramePlan,
  heightOfElement: (element: Element) => number,
  inset: number,
): Map<Element, number> {
  const tops = new Map<Element, number>();
  for (const layer of layers) {
    let shift = 0;
    for (const element of layer) {
      const at =
        element.kind === 'item' ? standing.get(element.item) : undefined;
      if (!at) continue;
      tops.set(element, at.y - inset + shift);
      const grown = heightOfElement(element) - (at.height ?? Infinity);
      if (Math.abs(grown) > SLACK && grown > -Infinity) shift += grown;
    }
  }
  return tops;
}

/** Lines that settled over the uppermost item need room there. */
function insideFrame(
  tops: ReadonlyMap<Element, number>,
  inset: number,
): Map<Element, number> {
  let first = inset;
  for (const top of tops.values()) first = Math.min(first, top);
  const down = inset - first;
  return new Map([...tops].map(([element, top]) => [element, top + down]));
}

/** How far below a child's top its border is met, by pin. */
function borderOffsets(
  nets: readonly Net[],
  children: Sizes['children'],
): Map<Pin, number> {
  const tops = new Map([...children].map(([id, c]) => [id, borderTops(c)]));
  const offsets = new Map<Pin, number>();
  forEachPin(nets, pin => {
    const { element, side, wire } = pin;
    if (element.kind !== 'item' || element.item.kind !== 'frame') return;
    const top = tops.get(element.item.id)?.get(`${side} ${wire}`);
    offsets.set(pin, top ?? 0);
  });
  return offsets;
}

function forEachPin(nets: readonly Net[], visit: (pin: Pin) => void): void {
  for (const net of nets) {
    for (const { left, right } of net.channels) {
      left.forEach(visit);
      right.forEach(visit);
    }
  }
}

function pinHeights(
  plan: FramePlan,
  grown: GrownGroups,
  offsets: ReadonlyMap<Pin, number>,
  topOf: ReadonlyMap<Element, number>,
  metrics: FlowMetrics,
): Map<Pin, number> {
  const ranges = portRanges(plan.nets, grown, topOf, metrics);
  const heightAt = (pin: Pin) => {
    const range = ranges.get(pin);
    if (range) return (range.low + range.high) / 2;
    return (topOf.get(pin.element) ?? 0) + (offsets.get(pin) ?? 0);
  };
  const around = { ranges, heightOf: heightAt };
  const heights = placePorts(plan.nets, around, metrics);
  for (const pin of offsets.keys()) heights.set(pin, heightAt(pin));
  return heights;
}

function portRanges(
  nets: readonly Net[],
  grown: GrownGroups,
  topOf: ReadonlyMap<Element, number>,
  metrics: FlowMetrics,
): Map<Pin, PortRange> {
  const sides = {
    left: new Map<FlowPart, PortRange>(),
    right: new Map<FlowPart, PortRange>(),
  };
  const ranges = new Map<Pin, PortRange>();
  forEachPin(nets, pin => {
    if (!pin.part || !pin.side) return;
    const known = sides[pin.side].get(pin.part);
    const range =
      known ??
      rangeOf(grown.partOf(pin.part), topOf.get(pin.element) ?? 0, metrics);
    if (!known) sides[pin.side].set(pin.part, range);
    ranges.set(pin, range);
  });
  return ranges;
}

function rangeOf(part: FlowPart, top: number, metrics: FlowMetrics): PortRange {
  const margin = Math.min(metrics.portMargin, part.height / 2);
  return {
    low: top + part.y + margin,
    high: top + part.y + part.height - margin,
  };
}
