import { spreadWithin } from './isotonic';
import { Net, Pin } from './nets';
import { FlowMetrics } from './types';

/** The stretch of a part's side on which its ports lie; one object for one side. */
export interface PortRange {
  low: number;
  high: number;
}

interface Port {
  pin: Pin;
  range: PortRange;
  /** The mean height at which its line goes on, across the channel. */
  opposite: number;
  /** The one pin across the channel, if there is just one on either hand. */
  partner?: Pin;
}

/** What is known before ports are placed. */
export interface PortSurroundings {
  /** Ranges of the pins on parts; all others are where they are. */
  ranges: ReadonlyMap<Pin, PortRange>;
  /** The height of a pin, or the middle of its range. */
  heightOf(pin: Pin): number;
}

/**
 * Heights of the ports on parts: on each side in the order in which their lines go on,
 * level with the other end wherever that makes a straight line.
 */
export function placePorts(
  nets: readonly Net[],
  around: PortSurroundings,
  metrics: FlowMetrics,
): Map<Pin, number> {
  const sides = portsBySide(nets, around);
  const bases = new Map<Pin, number>();
  for (const [range, ports] of sides) {
    ports.sort((a, b) => a.opposite - b.opposite);
    const middle = (range.low + range.high) / 2;
    const first = middle - ((ports.length - 1) / 2) * metrics.portGap;
    assign(
      bases,
      ports,
      ports.map((_, i) => first + i * metrics.portGap),
      range,
      metrics,
    );
  }
  const placed = new Map<Pin, number>();
  for (const [range, ports] of sides) {
    const wishes = ports.map(port => wishOf(port, bases, around));
    assign(placed, ports, wishes, range, metrics);
  }
  return straighten(sides, placed, around, metrics);
}

function assign(
  places: Map<Pin, number>,
  ports: readonly Port[],
  wishes: readonly number[],
  { low, high }: PortRange,
  metrics: FlowMetrics,
): void {
  const found = spreadWithin(wishes, metrics.portGap, low, high);
  ports.forEach(({ pin }, i) => places.set(pin, found[i] ?? low));
}

function portsBySide(
  nets: readonly Net[],
  around: PortSurroundings,
): Map<PortRange, Port[]> {
  const sides = new Map<PortRange, Port[]>();
  const add = (pin: Pin, across: readonly Pin[], beside: readonly Pin[]) => {
    const range = around.ranges.get(pin);
    if (!range) return;
    const others = across.length > 0 ? across : beside.filter(p => p !== pin);
    const partner =
      across.length === 1 && beside.length === 1 ? across[0] : undefined;
    const port: Port = {
      pin,
      range,
      opposite: meanHeight(others.length > 0 ? others : [pin], around),
      ...(partner && { partner }),
    };
    const list = sides.get(range);
    if (list) list.push(port);
    else sides.set(range, [port]);
  };
  for (const net of nets) {
    for (const { left, right } of net.channels) {
      for (const pin of left) add(pin, right, left);
      for (const pin of right) add(pin, left, right);
    }
  }
  return sides;
}

function meanHeight(pins: readonly Pin[], around: PortSurroundings): number {
  let sum = 0;
  for (const pin of pins) sum += around.heightOf(pin);
  return sum / pins.length;
}

function wishOf(
  { pin, partner, range }: Port,
  bases: ReadonlyMap<Pin, number>,
  around: PortSurroundings,
): number {
  const base = bases.get(pin) ?? range.low;
  if (!partner) return base;
  const other = around.ranges.get(partner);
  if (!other) {
    const y = around.heightOf(partner);
    return y >= range.low && y <= range.high ? y : base;
  }
  const low = Math.max(range.low, other.low);
  const high = Math.min(range.high, other.high);
  if (low > high) return base;
  const middle = (base + (bases.get(partner) ?? base)) / 2;
  return Math.min(high, Math.max(low, middle));
}

/** Takes out the small steps that are left, where the ports beside allow it. */
function straighten(
  sides: ReadonlyMap<PortRange, readonly Port[]>,
  placed: ReadonlyMap<Pin, number>,
  around: PortSurroundings,
  metrics: FlowMetrics,
): Map<Pin, number> {
  const result = new Map(placed);
  for (const [range, ports] of sides) {
    for (const { pin, partner } of ports) {
      const own = result.get(pin);
      if (!partner || own === undefined) continue;
      const target = result.get(partner) ?? around.heightOf(partner);
      const step = Math.abs(target - own);
      if (step === 0 || step > metrics.laneGap) continue;
      const isFree = ports.every(
        p =>
          p.pin === pin ||
          Math.abs((result.get(p.pin) ?? 0) - target) >= metrics.laneGap - 2,
      );
      if (isFree && target >= range.low && target <= range.high) {
        result.set(pin, target);
      }
    }
  }
  return result;
}
