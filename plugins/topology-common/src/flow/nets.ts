import { Hop } from './hops';
import { FlowItem, FlowLink, FlowPart, Side } from './types';

/** Something with a place in a column, or on a frame's border. */
export type Element =
  | { kind: 'item'; item: FlowItem }
  | { kind: 'lane'; net: number }
  | { kind: 'border'; side: Side; wire: string };

/** The place at which a wire meets a channel; one object for one place. */
export interface Pin {
  element: Element;
  /** On an item: the side of it that the wire meets. */
  side?: Side;
  wire: string;
  /** On a group: the part that the line runs to. */
  part?: FlowPart;
}

/** What a net joins in one channel: pins at the channel's left and right edge. */
interface NetChannel {
  left: Pin[];
  right: Pin[];
}

/**
 * A tree of lines in one frame. Channel c lies left of column c; the last one right of all columns.
 * In every column that it passes the net has one lane.
 */
export interface Net {
  wire: string;
  /** Number of the first of its channels. */
  first: number;
  channels: NetChannel[];
  /** The lane in column `first + i`. */
  lanes: Element[];
}

/** A pin and its channel. */
export interface Terminal {
  channel: number;
  pin: Pin;
}

/** The way of one link along a net. */
export interface Trip {
  link: string;
  net: number;
  from: Terminal;
  to: Terminal;
}

export interface Netting {
  nets: Net[];
  trips: Trip[];
  /** Elements on the frame's borders. */
  borders: Element[];
  /** For every link that ends inside a child frame: through which side of it. */
  childSides: Map<FlowItem, Map<string, Side>>;
}

/**
 * Chooses the sides at which links leave and enter, and joins the links of a wire into nets.
 * Callees leave right and callers enter left; with `borderSide` the parent says where a link comes in.
 */
export function netsOf(
  hops: readonly Hop[],
  columnOf: ReadonlyMap<FlowItem, number>,
  columnCount: number,
  borderSide: ReadonlyMap<string, Side>,
): Netting {
  const borders = new Map<string, Pin>();
  const pins = new Map<string, Pin>();
  const childSides = new Map<FlowItem, Map<string, Side>>();
  const items = new Map<FlowItem, Element>();
  const groups = new Map<Pin, { hop: Hop; from: Terminal; to: Terminal }[]>();

  const atBorder = (link: FlowLink, side: Side): Terminal => {
    const key = `${side} ${link.wire}`;
    const { wire } = link;
    const pin: Pin = borders.get(key) ?? {
      element: { kind: 'border', side, wire },
      wire,
    };
    borders.set(key, pin);
    return { channel: side === 'left' ? 0 : columnCount, pin };
  };
  const atItem = (
    item: FlowItem,
    part: string,
    link: FlowLink,
    side: Side,
  ): Terminal => {
    const element = items.get(item) ?? { kind: 'item' as const, item };
    items.set(item, element);
    if (item.kind === 'frame') {
      childSides.set(
        item,
        (childSides.get(item) ?? new Map<string, Side>()).set(link.id, side),
      );
    }
    const column = columnOf.get(item) ?? 0;
    const channel = side === 'left' ? column : column + 1;
    const { wire } = link;
    const owner = item.kind === 'group' ? part : item.id;
    const key = `${side} ${wire.length} ${wire} ${owner}`;
    const found =
      item.kind === 'group' ? item.parts.find(p => p.id === part) : undefined;
    const pin: Pin = pins.get(key) ?? {
      element,
      side,
      wire,
      ...(found && { part: found }),
    };
    pins.set(key, pin);
    return { channel, pin };
  };

  for (const hop of hops) {
    const { link } = hop;
    const border = borderSide.get(link.id) ?? 'left';
    const sides = sidesOf(hop, columnOf, border);
    const from = hop.from
      ? atItem(hop.from, link.from, link, sides.from)
      : atBorder(link, border);
    const to = hop.to
      ? atItem(hop.to, link.to, link, sides.to)
      : atBorder(link, border);
    const root = rootOf(hop) === 'from' ? from : to;
    const group = groups.get(root.pin);
    if (group) group.push({ hop, from, to });
    else groups.set(root.pin, [{ hop, from, to }]);
  }

  const nets: Net[] = [];
  const trips: Trip[] = [];
  for (const [{ wire }, members] of groups) {
    const net = nets.length;
    nets.push(
      joinTerminals(
        net,
        wire,
        members.flatMap(m => [m.from, m.to]),
      ),
    );
    members.forEach(m =>
      trips.push({ link: m.hop.link.id, net, from: m.from, to: m.to }),
    );
  }
  return {
    nets,
    trips,
    borders: [...borders.values()].map(pin => pin.element),
    childSides,
  };
}

/** The end of a hop at which the links of its wire are together. */
function rootOf({ link, to }: Hop): 'from' | 'to' {
  if (link.trunk !== 'border') return link.trunk;
  return to ? 'from' : 'to';
}

function sidesOf(
  hop: Hop,
  columnOf: ReadonlyMap<FlowItem, number>,
  border: Side,
): { from: Side; to: Side } {
  const { from, to, link } = hop;
  if (!from || !to) return { from: border, to: border };
  const a = columnOf.get(from) ?? 0;
  const b = columnOf.get(to) ?? 0;
  if (a < b) return { from: 'right', to: 'left' };
  if (a === b) return { from: 'right', to: 'right' };
  const round =
    link.back === 'round' && from.kind === 'group' && to.kind === 'group';
  return { from: 'left', to: round ? 'left' : 'right' };
}

function joinTerminals(
  index: number,
  wire: string,
  terminals: readonly Terminal[],
): Net {
  const numbers = terminals.map(t => t.channel);
  const first = Math.min(...numbers);
  const last = Math.max(...numbers);
  const channels = Array.from(
    { length: last - first + 1 },
    (): NetChannel => ({ left: [], right: [] }),
  );
  const seen = new Set<Pin>();
  for (const { channel, pin } of terminals) {
    if (seen.has(pin)) continue;
    seen.add(pin);
    channels[channel - first]?.[handOf(pin)].push(pin);
  }
  const lanes = Array.from(
    { length: last - first },
    (): Element => ({ kind: 'lane', net: index }),
  );
  lanes.forEach((element, i) => {
    const pin: Pin = { element, wire };
    channels[i]?.right.push(pin);
    channels[i + 1]?.left.push(pin);
  });
  return { wire, first, channels, lanes };
}

/** An item's right side is the left edge of the channel beside it; a frame's left border likewise. */
function handOf(pin: Pin): Side {
  if (pin.element.kind === 'border') return pin.element.side;
  return pin.side === 'right' ? 'left' : 'right';
}
