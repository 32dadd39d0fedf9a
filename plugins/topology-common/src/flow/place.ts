import { orderOf } from './keys';
import { MeasuredFrame } from './measured';
import { FrameOrder } from './memory';
import { Pin, Terminal, Trip } from './nets';
import { Flow, FlowPart, FlowPiece, FlowPoint } from './types';

/** Turns the relative places of nested frames into absolute ones, and joins the trips of each link. */
export function placeFrame(root: MeasuredFrame): Flow {
  const rects = new Map<
    string,
    FlowPoint & { width: number; height: number }
  >();
  const orders = new Map<string, FrameOrder>();
  const found = new Map<string, (FlowPiece & { rank: number })[]>();
  const visit = (frame: MeasuredFrame, origin: FlowPoint, depth: number) => {
    const { width, height, plan } = frame;
    orders.set(plan.frame.id, orderOf(plan.layers, plan.nets));
    rects.set(frame.plan.frame.id, { ...origin, width, height });
    for (const { id, part, at } of partsIn(frame)) {
      rects.set(id, {
        x: origin.x + at.x + part.x,
        y: origin.y + at.y + part.y,
        width: part.width,
        height: part.height,
      });
    }
    const tracer = tracerOf(frame);
    for (const trip of frame.plan.trips) {
      const points = tracer(trip).map(p => ({
        x: p.x + origin.x,
        y: p.y + origin.y,
      }));
      const piece = {
        rank: rankOf(trip, depth),
        frame: frame.plan.frame.id,
        points: withoutIdlePoints(points),
      };
      const list = found.get(trip.link);
      if (list) list.push(piece);
      else found.set(trip.link, [piece]);
    }
    for (const { child, at } of childrenIn(frame)) {
      visit(child, { x: origin.x + at.x, y: origin.y + at.y }, depth + 1);
    }
  };
  visit(root, { x: 0, y: 0 }, 0);
  const pieces = new Map(
    [...found].map(([link, list]) => [
      link,
      list.sort((a, b) => a.rank - b.rank),
    ]),
  );
  const routes = new Map(
    [...pieces].map(([link, list]) => {
      const [first] = list;
      // the points of the only piece are shared: a scene travels with each of them once
      const isWhole = first !== undefined && list.length === 1;
      return [
        link,
        isWhole ? first.points : withoutIdlePoints(list.flatMap(p => p.points)),
      ];
    }),
  );
  return {
    width: root.width,
    height: root.height,
    rects,
    routes,
    orders,
    pieces,
  };
}

/** Out of the inner frames first, then across, then into the inner frames. */
function rankOf(trip: Trip, depth: number): number {
  if (trip.to.pin.element.kind === 'border') return -1 - depth;
  if (trip.from.pin.element.kind === 'border') return 1 + depth;
  return 0;
}

function itemsIn(frame: MeasuredFrame) {
  return frame.plan.layers.slice(1, -1).flatMap((layer, column) =>
    layer.flatMap(element =>
      element.kind === 'item'
        ? [
            {
              item: element.item,
              at: {
                x: frame.columnX[column] ?? 0,
                y: frame.topOf.get(element) ?? 0,
              },
            },
          ]
        : [],
    ),
  );
}

function partsIn(
  frame: MeasuredFrame,
): { id: string; part: FlowPart; at: FlowPoint }[] {
  return itemsIn(frame).flatMap(({ item, at }) =>
    item.kind === 'group'
      ? item.parts.map(part => ({
          id: part.id,
          part: frame.grown.partOf(part),
          at,
        }))
      : [],
  );
}

function childrenIn(
  frame: MeasuredFrame,
): { child: MeasuredFrame; at: FlowPoint }[] {
  return itemsIn(frame).flatMap(({ item, at }) => {
    const child = frame.children.get(item.id);
    return child ? [{ child, at }] : [];
  });
}

/** Follows a trip along its net: from port to lane to lane to port. */
function tracerOf(frame: MeasuredFrame): (trip: Trip) => FlowPoint[] {
  const heightAt = (pin: Pin) =>
    frame.pinY.get(pin) ?? frame.topOf.get(pin.element) ?? 0;

  const pointOf = ({ pin, channel }: Terminal): FlowPoint => {
    const y = heightAt(pin);
    const { element } = pin;
    if (element.kind === 'border') {
      return { x: element.side === 'left' ? 0 : frame.width, y };
    }
    const column = frame.columnOf.get(element) ?? 0;
    const x = frame.columnX[column] ?? 0;
    const { part } = pin;
    const inset = part?.x ?? 0;
    if (column === channel) return { x: x + inset, y };
    const item = element.kind === 'item' ? element.item : undefined;
    const child = item && frame.children.get(item.id);
    return { x: x + inset + (part?.width ?? child?.width ?? 0), y };
  };

  return trip => {
    const net = frame.plan.nets[trip.net];
    const lanes = frame.laneX[trip.net] ?? [];
    const points = [pointOf(trip.from)];
    const step = trip.to.channel >= trip.from.channel ? 1 : -1;
    let y = heightAt(trip.from.pin);
    for (let c = trip.from.channel; ; c += step) {
      const first = net?.first ?? 0;
      const passed = net?.lanes[(step > 0 ? c : c - 1) - first];
      const next =
        c === trip.to.channel || !passed
          ? heightAt(trip.to.pin)
          : frame.topOf.get(passed) ?? y;
      const x = lanes[c - first];
      if (x !== undefined) points.push({ x, y }, { x, y: next });
      y = next;
      if (c === trip.to.channel) break;
    }
    return [...points, pointOf(trip.to)];
  };
}

/** Drops repeated points and points on a straight leg. */
function withoutIdlePoints(points: readonly FlowPoint[]): FlowPoint[] {
  const kept: FlowPoint[] = [];
  for (const point of points) {
    const last = kept[kept.length - 1];
    const before = kept[kept.length - 2];
    if (last && last.x === point.x && last.y === point.y) continue;
    const straight =
      last &&
      before &&
      ((before.x === last.x && last.x === point.x) ||
        (before.y === last.y && last.y === point.y));
    if (straight) kept.pop();
    kept.push(point);
  }
  return kept;
}
