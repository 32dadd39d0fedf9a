import { Hop } from './hops';
import { FlowItem, FlowLink, FlowPart, Side } from './types';

/** Something with a place in a column, or on a frame's border. */
export type Element =
  | { kind: 'item'; item: FlowItem }
  | { kind: 'lane'; net: number }
  | { kind: 'border'; side: Side; wire: string };

/** Where a line meets a channel. Lanes and borders have one port, named ''. */
export interface Pin {
  element: Element;
  port: string;
  /** On a group: the part that the line runs to. */
  part?: FlowPart;
}

/** What a net joins in one channel: pins at the channel's left and right edge. */
export interface NetChannel {
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

/** Names the place at which a wire meets a part or a child frame. */
export function portKey(owner: string, wire: string, side: Side): string {
  return `${side} ${wire.length} ${wire} ${owner}`;
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
  const borders = new Map<string, Element>();
  const childSides = new Map<FlowItem, Map<string, Side>>();
  const items = new Map<FlowItem, Element>();
  const groups = new Map<
    string,
    { hop: Hop; from: Terminal; to: Terminal }[]
  >();

  const atBorder = (link: FlowLink, side: Side): Terminal => {
    const key = `${side} ${link.wire}`;
    const element = borders.get(key) ?? {
      kind: 'border' as const,
      side,
      wire: link.wire,
    };
    borders.set(key, element);
    return {
      channel: side === 'left' ? 0 : columnCount,
      pin: { element, port: '' },
    };
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
    if (item.kind === 'frame') {
      const port = portKey(item.id, link.wire, side);
      return { channel, pin: { element, port } };
    }
    const found = item.parts.find(p => p.id === part);
    const port = portKey(part, link.wire, side);
    return { channel, pin: { element, port, ...(found && { part: found }) } };
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
    const root = link.trunk === 'from' ? from : to;
    const key = root.pin.port || `border ${border} ${link.wire}`;
    const group = groups.get(key);
    if (group) group.push({ hop, from, to });
    else groups.set(key, [{ hop, from, to }]);
  }

  const nets: Net[] = [];
  const trips: Trip[] = [];
  for (const members of groups.values()) {
    const net = nets.length;
    const wire = members[0]?.hop.link.wire ?? '';
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
  return { nets, trips, borders: [...borders.values()], childSides };
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
  const seen = new Set<string>();
  for (const { channel, pin } of terminals) {
    const hand = handOf(pin);
    const key = `${channel} ${hand} ${pin.port}`;
    if (seen.has(key)) continue;
    seen.add(key);
    channels[channel - first]?.[hand].push(pin);
  }
  const lanes = Array.from(
    { length: last - first },
    (): Element => ({ kind: 'lane', net: index }),
  );
  lanes.forEach((element, i) => {
    channels[i]?.right.push({ element, port: '' });
    channels[i + 1]?.left.push({ element, port: '' });
  });
  return { wire, first, channels, lanes };
}

/** An item's right side is the left edge of the channel beside it; a frame's left border likewise. */
function handOf(pin: Pin): Side {
  if (pin.element.kind === 'border') return pin.element.side;
  return pin.port.startsWith('right') ? 'left' : 'right';
}
