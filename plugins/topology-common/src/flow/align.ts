import { spread } from './isotonic';
import { Element, Net, Pin } from './nets';
import { Layers } from './order';
import { FlowMetrics } from './types';

const ROUNDS = 8;

/** Two elements that a line joins, and how far below their tops it does. */
interface Joint {
  left: Element;
  leftOffset: number;
  right: Element;
  rightOffset: number;
  weight: number;
}

/** What the alignment knows of an element's size. */
export interface Extents {
  heightOf(element: Element): number;
  /** How far below its element's top a pin is. */
  offsetOf(pin: Pin): number;
}

/**
 * Tops of all elements, the uppermost at 0: in the given order, at the given distances,
 * and with the lines between them as straight as that allows.
 */
export function alignLayers(
  layers: Layers,
  nets: readonly Net[],
  extents: Extents,
  metrics: FlowMetrics,
): Map<Element, number> {
  const joints = jointsOf(nets, extents);
  const toLeft = groupBy(joints, j => j.right);
  const toRight = groupBy(joints, j => j.left);
  const gaps = layers.map(layer => gapsOf(layer, extents, metrics));
  const tops = stacked(layers, gaps, extents);

  const pass = (index: number, useLeft: boolean, useRight: boolean) => {
    const layer = layers[index] ?? [];
    const wishes = layer.map(element => {
      const left = useLeft ? toLeft.get(element) ?? [] : [];
      const right = useRight ? toRight.get(element) ?? [] : [];
      return wishOf(element, left, right, tops);
    });
    const places = spread(
      wishes.map(w => w.top),
      wishes.map(w => w.weight),
      gaps[index] ?? [],
    );
    layer.forEach((element, i) => tops.set(element, places[i] ?? 0));
  };

  const forward = layers.map((_, i) => i);
  const backward = [...forward].reverse();
  for (let round = 0; round < ROUNDS; round += 1) {
    forward.forEach(i => pass(i, true, round > 4));
    backward.forEach(i => pass(i, round > 4, true));
  }
  forward.forEach(i => pass(i, true, true));
  return fromZero(tops);
}

function jointsOf(nets: readonly Net[], extents: Extents): Joint[] {
  return nets.flatMap(net =>
    net.channels.flatMap(channel =>
      channel.left.flatMap(l =>
        channel.right.map(r => ({
          left: l.element,
          leftOffset: extents.offsetOf(l),
          right: r.element,
          rightOffset: extents.offsetOf(r),
          weight: weightOf(l.element, r.element),
        })),
      ),
    ),
  );
}

/** Long lines first: a bend in a line that passes columns costs most. */
function weightOf(a: Element, b: Element): number {
  const lines = (a.kind === 'item' ? 0 : 1) + (b.kind === 'item' ? 0 : 1);
  return [1, 2, 6][lines] ?? 1;
}

function groupBy(
  joints: readonly Joint[],
  key: (joint: Joint) => Element,
): Map<Element, Joint[]> {
  const groups = new Map<Element, Joint[]>();
  for (const joint of joints) {
    const list = groups.get(key(joint));
    if (list) list.push(joint);
    else groups.set(key(joint), [joint]);
  }
  return groups;
}

function gapsOf(
  layer: readonly Element[],
  extents: Extents,
  metrics: FlowMetrics,
): number[] {
  return layer.map((element, i) => {
    const next = layer[i + 1];
    if (!next) return 0;
    const items =
      (element.kind === 'item' ? 1 : 0) + (next.kind === 'item' ? 1 : 0);
    const gap = [metrics.laneGap, metrics.passGap, metrics.itemGap][items] ?? 0;
    return extents.heightOf(element) + gap;
  });
}

/** The layers piled up, their middles level. */
function stacked(
  layers: Layers,
  gaps: readonly (readonly number[])[],
  extents: Extents,
): Map<Element, number> {
  const tops = new Map<Element, number>();
  layers.forEach((layer, index) => {
    const own = gaps[index] ?? [];
    const last = layer[layer.length - 1];
    const total =
      own.reduce((sum, g) => sum + g, 0) + (last ? extents.heightOf(last) : 0);
    let top = -Math.round(total / 2);
    layer.forEach((element, i) => {
      tops.set(element, top);
      top += own[i] ?? 0;
    });
  });
  return tops;
}

function wishOf(
  element: Element,
  left: readonly Joint[],
  right: readonly Joint[],
  tops: ReadonlyMap<Element, number>,
): { top: number; weight: number } {
  let sum = 0;
  let weight = 0;
  for (const j of left) {
    sum += j.weight * ((tops.get(j.left) ?? 0) + j.leftOffset - j.rightOffset);
    weight += j.weight;
  }
  for (const j of right) {
    sum += j.weight * ((tops.get(j.right) ?? 0) + j.rightOffset - j.leftOffset);
    weight += j.weight;
  }
  return weight > 0
    ? { top: sum / weight, weight }
    : { top: tops.get(element) ?? 0, weight: 0.01 };
}

function fromZero(tops: ReadonlyMap<Element, number>): Map<Element, number> {
  const first = Math.min(...tops.values());
  return new Map([...tops].map(([element, top]) => [element, top - first]));
}
