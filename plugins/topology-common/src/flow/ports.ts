import { spreadWithin } from './isotonic';
import { Net, Pin } from './nets';
import { FlowMetrics } from './types';

/** The stretch of a part's side on which a port may lie. */
export interface PortRange {
  /** Names the side: ports of one side keep apart. */
  side: string;
  low: number;
  high: number;
}

interface Port {
  key: string;
  range: PortRange;
  /** Heights at which the line goes on, across the channel. */
  opposite: number;
  /** The one pin across the channel, if there is just one on either hand. */
  partner?: Pin;
}

/**
 * Heights of the ports on parts: on each side in the order in which their lines go on,
 * level with the other end wherever that makes a straight line.
 */
export function placePorts(
  nets: readonly Net[],
  rangeOf: (pin: Pin) => PortRange | undefined,
  heightOf: (pin: Pin) => number,
  metrics: FlowMetrics,
): Map<string, number> {
  const ports = portsOf(nets, rangeOf, heightOf);
  const sides = new Map<string, Port[]>();
  for (const port of ports) {
    const list = sides.get(port.range.side);
    if (list) list.push(port);
    else sides.set(port.range.side, [port]);
  }
  const bases = new Map<string, number>();
  for (const list of sides.values()) {
    list.sort((a, b) => a.opposite - b.opposite);
    centred(list, metrics.portGap).forEach((y, i) => {
      const port = list[i];
      if (port) bases.set(port.key, y);
    });
  }
  const placed = new Map<string, number>();
  for (const list of sides.values()) {
    const first = list[0];
    if (!first) continue;
    const wishes = list.map(port => wishOf(port, bases, rangeOf, heightOf));
    const { low, high } = first.range;
    spreadWithin(wishes, metrics.portGap, low, high).forEach((y, i) => {
      const port = list[i];
      if (port) placed.set(port.key, y);
    });
  }
  return straighten(ports, sides, placed, rangeOf, heightOf, metrics);
}

function portsOf(
  nets: readonly Net[],
  rangeOf: (pin: Pin) => PortRange | undefined,
  heightOf: (pin: Pin) => number,
): Port[] {
  return nets.flatMap(net =>
    net.channels.flatMap(({ left, right }) => {
      const single = left.length === 1 && right.length === 1;
      const port = (pin: Pin, across: Pin[], beside: Pin[]): Port[] => {
        const range = rangeOf(pin);
        if (!range) return [];
        const others =
          across.length > 0 ? across : beside.filter(p => p !== pin);
        const heights = (others.length > 0 ? others : [pin]).map(heightOf);
        const opposite = heights.reduce((s, y) => s + y, 0) / heights.length;
        const partner = single ? across[0] : undefined;
        return [
          { key: pin.port, range, opposite, ...(partner ? { partner } : {}) },
        ];
      };
      return [
        ...left.flatMap(pin => port(pin, right, left)),
        ...right.flatMap(pin => port(pin, left, right)),
      ];
    }),
  );
}

function centred(ports: readonly Port[], gap: number): number[] {
  const range = ports[0]?.range ?? { low: 0, high: 0 };
  const middle = (range.low + range.high) / 2;
  return spreadWithin(
    ports.map((_, i) => middle + (i - (ports.length - 1) / 2) * gap),
    gap,
    range.low,
    range.high,
  );
}

function wishOf(
  port: Port,
  bases: ReadonlyMap<string, number>,
  rangeOf: (pin: Pin) => PortRange | undefined,
  heightOf: (pin: Pin) => number,
): number {
  const base = bases.get(port.key) ?? port.opposite;
  const { partner, range } = port;
  if (!partner) return base;
  const other = rangeOf(partner);
  if (!other) {
    const y = heightOf(partner);
    return y >= range.low && y <= range.high ? y : base;
  }
  const low = Math.max(range.low, other.low);
  const high = Math.min(range.high, other.high);
  if (low > high) return base;
  const middle = (base + (bases.get(partner.port) ?? base)) / 2;
  return Math.min(high, Math.max(low, middle));
}

/** Takes out the small steps that are left, where the ports beside allow it. */
function straighten(
  ports: readonly Port[],
  sides: ReadonlyMap<string, readonly Port[]>,
  placed: ReadonlyMap<string, number>,
  rangeOf: (pin: Pin) => PortRange | undefined,
  heightOf: (pin: Pin) => number,
  metrics: FlowMetrics,
): Map<string, number> {
  const result = new Map(placed);
  for (const { key, range, partner } of ports) {
    const own = result.get(key);
    if (!partner || own === undefined) continue;
    const target = rangeOf(partner)
      ? result.get(partner.port) ?? own
      : heightOf(partner);
    const step = Math.abs(target - own);
    if (step === 0 || step > metrics.laneGap) continue;
    const free = (sides.get(range.side) ?? []).every(
      p =>
        p.key === key ||
        Math.abs((result.get(p.key) ?? 0) - target) >= metrics.laneGap - 2,
    );
    if (free && target >= range.low && target <= range.high) {
      result.set(key, target);
    }
  }
  return result;
}
