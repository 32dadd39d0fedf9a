import { Columns } from './columns';
import { Hop } from './hops';
import { ranksBefore } from './keys';
import { Memory, Standing, standingIn } from './memory';
import { Element, Net, Trip, netsOf } from './nets';
import { Layers, orderLayers } from './order';
import { FlowFrame, FlowItem, Side } from './types';

/** Who stands where in a frame, and which lines pass between whom; no distances yet. */
export interface FramePlan {
  frame: FlowFrame;
  /** Left border, columns, right border. */
  layers: Layers;
  nets: readonly Net[];
  trips: readonly Trip[];
  /** Where its items stood in an earlier picture, below its top left corner. */
  standing: ReadonlyMap<FlowItem, Standing>;
  /** How large it was then. */
  before?: Standing;
  children: ReadonlyMap<string, FramePlan>;
}

/** Where a link crosses a frame's border, as the frame around it decides. */
interface Crossing {
  side: Side;
  /** Orders the crossings of a side from top to bottom. */
  rank: number;
}

/** Plans a frame and all frames in it, from outside to inside. */
export function planFrame(
  frame: FlowFrame,
  hops: ReadonlyMap<string, readonly Hop[]>,
  columns: ReadonlyMap<string, Columns>,
  memory?: Memory,
  crossings: ReadonlyMap<string, Crossing> = new Map(),
): FramePlan {
  const own = hops.get(frame.id) ?? [];
  const items = columns.get(frame.id)?.columns ?? [];
  const columnOf = new Map(items.flatMap((c, i) => c.map(item => [item, i])));
  const sides = new Map([...crossings].map(([link, c]) => [link, c.side]));
  const netting = netsOf(own, columnOf, items.length, sides);
  const crossingRanks = borderRanks(own, crossings);
  const standing = standingIn(frame, memory);
  const before = standing.size > 0 ? memory?.places.get(frame.id) : undefined;
  const first = firstLayers(
    items,
    netting.nets,
    netting.borders,
    crossingRanks,
  );
  const order = before && memory?.orders.get(frame.id);
  const ranks = ranksBefore(first, netting.nets, order ?? []);
  const layers = orderLayers(first, netting.nets, ranks);
  const place = placesIn(layers);
  const tripsInto = tripsByChild(netting.trips);
  const children = new Map<string, FramePlan>();
  for (const item of frame.items) {
    if (item.kind !== 'frame') continue;
    const below = crossingsOf(
      item,
      netting.childSides.get(item) ?? new Map(),
      tripsInto.get(item) ?? [],
      netting.nets,
      place,
    );
    children.set(item.id, planFrame(item, hops, columns, memory, below));
  }
  const { nets, trips } = netting;
  return {
    frame,
    layers,
    nets,
    trips,
    standing,
    ...(before && { before }),
    children,
  };
}

/** The mean rank of the links that share a border element. */
function borderRanks(
  hops: readonly Hop[],
  crossings: ReadonlyMap<string, Crossing>,
): Map<string, number> {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const { link } of hops) {
    const crossing = crossings.get(link.id);
    if (!crossing) continue;
    const key = `${crossing.side} ${link.wire}`;
    const known = sums.get(key) ?? { sum: 0, count: 0 };
    sums.set(key, {
      sum: known.sum + crossing.rank,
      count: known.count + 1,
    });
  }
  return new Map([...sums].map(([key, { sum, count }]) => [key, sum / count]));
}

function firstLayers(
  columns: readonly (readonly FlowItem[])[],
  nets: readonly Net[],
  borders: readonly Element[],
  ranks: ReadonlyMap<string, number>,
): Layers {
  const itemElements = elementsOfItems(nets);
  const inner = columns.map((items): Element[] =>
    items.map(item => itemElements.get(item) ?? { kind: 'item', item }),
  );
  for (const net of nets) {
    net.lanes.forEach((lane, i) => inner[net.first + i]?.push(lane));
  }
  const border = (side: Side) =>
    borders
      .flatMap((element, i) =>
        element.kind === 'border' && element.side === side
          ? [{ element, i, rank: ranks.get(`${side} ${element.wire}`) ?? 0 }]
          : [],
      )
      .sort((a, b) => a.rank - b.rank || a.i - b.i)
      .map(({ element }) => element);
  return [border('left'), ...inner, border('right')];
}

function elementsOfItems(nets: readonly Net[]): Map<FlowItem, Element> {
  const found = new Map<FlowItem, Element>();
  for (const net of nets) {
    for (const channel of net.channels) {
      for (const { element } of [...channel.left, ...channel.right]) {
        if (element.kind === 'item') found.set(element.item, element);
      }
    }
  }
  return found;
}

/** The share of its layer's height at which each element stands. */
function placesIn(layers: Layers): Map<Element, number> {
  return new Map(
    layers.flatMap(layer =>
      layer.map((element, i) => [element, (i + 0.5) / layer.length] as const),
    ),
  );
}

/** The trips that start or end in each child. */
function tripsByChild(trips: readonly Trip[]): Map<FlowItem, Trip[]> {
  const found = new Map<FlowItem, Trip[]>();
  for (const trip of trips) {
    for (const { pin } of [trip.from, trip.to]) {
      const { element } = pin;
      if (element.kind !== 'item' || element.item.kind !== 'frame') continue;
      const list = found.get(element.item);
      if (list) list.push(trip);
      else found.set(element.item, [trip]);
    }
  }
  return found;
}

/** In which order a child's lines should cross its border: as what they lead to stands beside it. */
function crossingsOf(
  child: FlowFrame,
  sides: ReadonlyMap<string, Side>,
  trips: readonly Trip[],
  nets: readonly Net[],
  place: ReadonlyMap<Element, number>,
): Map<string, Crossing> {
  const crossings = new Map<string, Crossing>();
  for (const trip of trips) {
    const side = sides.get(trip.link);
    if (side === undefined) continue;
    const outgoing = isIn(trip.from.pin.element, child);
    const own = outgoing ? trip.from : trip.to;
    const other = outgoing ? trip.to : trip.from;
    const net = nets[trip.net];
    const next =
      own.channel === other.channel
        ? other.pin.element
        : net?.lanes[
            (other.channel > own.channel ? own.channel : own.channel - 1) -
              net.first
          ];
    const rank = next ? place.get(next) ?? 0 : 0;
    crossings.set(trip.link, { side, rank });
  }
  return crossings;
}

function isIn(element: Element, frame: FlowFrame): boolean {
  return element.kind === 'item' && element.item === frame;
}
