import { isBoxLike } from './boxLike';
import { spread } from './isotonic';
import { Element, Net, Pin } from './nets';
import { Layers } from './order';
import { FlowMetrics } from './types';

const ROUNDS = 4;
const SETTLING_ROUNDS = 2;
/** Lines are straight only as far as what stood somewhere may stay there. */
const STANDING = 1e4;
/** So heavy that an item stays where it is. */
const PINNED = 1e7;
/** Larger steps are wanted: they lead lines around something. */
const LARGEST_STEP = 16;

/** What the alignment knows of an element's size. */
export interface Extents {
  heightOf(element: Element): number;
  /** How far below its element's top a pin is. */
  offsetOf(pin: Pin): number;
  /** The top that an element had before. */
  standingAt?(element: Element): number | undefined;
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
  const stack = stackOf(layers, nets, extents, metrics);
  const tops = piledUp(stack);
  const forward = stack.layers.map((_, i) => i);
  const backward = [...forward].reverse();
  for (let round = 0; round < ROUNDS; round += 1) {
    const both = round >= ROUNDS / 2;
    const before = tops.slice();
    forward.forEach(i => pass(stack, tops, i, true, both));
    backward.forEach(i => pass(stack, tops, i, both, true));
    if (both && before.every((top, i) => top === tops[i])) break;
  }
  forward.forEach(i => pass(stack, tops, i, true, true));
  const first = tops.reduce((least, top) => Math.min(least, top), Infinity);
  raiseLooseLayers(stack, tops, first);
  const stands = stack.standing.some(top => top !== undefined);
  const origin = stands ? Math.min(0, first) : first;
  return new Map(stack.elements.map((e, i) => [e, (tops[i] ?? 0) - origin]));
}

/** Moves lines level with the ports they lead to; items stay. */
export function settleLines(
  layers: Layers,
  nets: readonly Net[],
  extents: Extents,
  metrics: FlowMetrics,
  topOf: ReadonlyMap<Element, number>,
): Map<Element, number> {
  const stack = stackOf(layers, nets, extents, metrics);
  const tops = Float64Array.from(stack.elements, e => topOf.get(e) ?? 0);
  for (let round = 0; round < SETTLING_ROUNDS; round += 1) {
    stack.layers.forEach((_, i) => pass(stack, tops, i, true, true, PINNED));
    stack.layers.forEach((_, i) =>
      pass(stack, tops, stack.layers.length - 1 - i, true, true, PINNED),
    );
  }
  straightenLanes(stack, tops);
  return new Map(stack.elements.map((e, i) => [e, tops[i] ?? 0]));
}

/** Columns that nothing joins to others begin at the top. */
function raiseLooseLayers(
  stack: Stack,
  tops: Float64Array,
  first: number,
): void {
  const isLoose = (element: number) =>
    stack.toLeft[element]?.others.length === 0 &&
    stack.toRight[element]?.others.length === 0;
  const isStanding = (element: number) => stack.standing[element] !== undefined;
  for (const layer of stack.layers) {
    if (!layer.every(isLoose) || layer.some(isStanding)) continue;
    const up = (tops[layer[0] ?? 0] ?? first) - first;
    for (const element of layer) tops[element] = (tops[element] ?? 0) - up;
  }
}

/** Takes small steps out of lines: first as their left end has it, then as their right end. */
function straightenLanes(stack: Stack, tops: Float64Array): void {
  for (const layer of stack.layers) {
    layer.forEach((element, i) => {
      const target = soleWish(stack.toLeft[element], tops);
      if (target !== undefined) moveLane(stack, tops, layer, i, target);
    });
  }
  for (const layer of [...stack.layers].reverse()) {
    layer.forEach((element, i) => {
      const target = soleWish(stack.toRight[element], tops);
      const isStraight =
        soleWish(stack.toLeft[element], tops) === tops[element];
      if (target !== undefined && !isStraight) {
        moveLane(stack, tops, layer, i, target);
      }
    });
  }
}

/** Where the one neighbour on a side would have the element. */
function soleWish(
  joints: Joints | undefined,
  tops: Float64Array,
): number | undefined {
  if (joints?.others.length !== 1) return undefined;
  return (tops[joints.others[0] ?? 0] ?? 0) + (joints.shifts[0] ?? 0);
}

/** Moves a line's lane a small step, if its neighbours in the layer leave room. */
function moveLane(
  stack: Stack,
  tops: Float64Array,
  layer: readonly number[],
  index: number,
  target: number,
): void {
  const element = layer[index] ?? 0;
  const isItem = stack.elements[element]?.kind === 'item';
  const step = Math.abs(target - (tops[element] ?? 0));
  if (isItem || step === 0 || step > LARGEST_STEP) return;
  const gaps = gapsAround(stack, layer, index, tops);
  if (target >= gaps.low && target <= gaps.high) tops[element] = target;
}

function gapsAround(
  stack: Stack,
  layer: readonly number[],
  index: number,
  tops: Float64Array,
): { low: number; high: number } {
  const gaps = stack.gaps[stack.layers.indexOf(layer)] ?? [];
  const before = layer[index - 1];
  const after = layer[index + 1];
  return {
    low:
      before === undefined
        ? -Infinity
        : (tops[before] ?? 0) + (gaps[index - 1] ?? 0),
    high:
      after === undefined ? Infinity : (tops[after] ?? 0) - (gaps[index] ?? 0),
  };
}

/** Joints of one element to one side: whom, how much lower that one should stand, how much it matters. */
interface Joints {
  others: number[];
  shifts: number[];
  weights: number[];
}

/** Layers with numbers for elements. */
interface Stack {
  elements: readonly Element[];
  layers: readonly (readonly number[])[];
  gaps: readonly (readonly number[])[];
  heights: readonly number[];
  toLeft: readonly Joints[];
  toRight: readonly Joints[];
  standing: readonly (number | undefined)[];
}

function stackOf(
  layers: Layers,
  nets: readonly Net[],
  extents: Extents,
  metrics: FlowMetrics,
): Stack {
  const elements = layers.flat();
  const indexOf = new Map(elements.map((element, i) => [element, i]));
  const joints = () =>
    elements.map((): Joints => ({ others: [], shifts: [], weights: [] }));
  const [toLeft, toRight] = [joints(), joints()];
  for (const net of nets) {
    for (const channel of net.channels) {
      for (const l of channel.left) {
        for (const r of channel.right) {
          const left = indexOf.get(l.element) ?? 0;
          const right = indexOf.get(r.element) ?? 0;
          const shift = extents.offsetOf(l) - extents.offsetOf(r);
          const weight = weightOf(l.element, r.element);
          addJoint(toLeft[right], left, shift, weight);
          addJoint(toRight[left], right, -shift, weight);
        }
      }
    }
  }
  return {
    elements,
    layers: layers.map(layer => layer.map(e => indexOf.get(e) ?? 0)),
    gaps: layers.map(layer => gapsOf(layer, extents, metrics)),
    heights: elements.map(e => extents.heightOf(e)),
    toLeft,
    toRight,
    standing: elements.map(e => extents.standingAt?.(e)),
  };
}

function addJoint(
  joints: Joints | undefined,
  other: number,
  shift: number,
  weight: number,
): void {
  joints?.others.push(other);
  joints?.shifts.push(shift);
  joints?.weights.push(weight);
}

/** Long lines first: a bend in a line that passes columns costs most. */
function weightOf(a: Element, b: Element): number {
  const lines = (a.kind === 'item' ? 0 : 1) + (b.kind === 'item' ? 0 : 1);
  return [1, 2, 6][lines] ?? 1;
}

function gapsOf(
  layer: readonly Element[],
  extents: Extents,
  metrics: FlowMetrics,
): number[] {
  return layer.map((element, i) => {
    const next = layer[i + 1];
    if (!next) return 0;
    return extents.heightOf(element) + gapBetween(element, next, metrics);
  });
}

function gapBetween(a: Element, b: Element, metrics: FlowMetrics): number {
  if (a.kind !== 'item' && b.kind !== 'item') return metrics.laneGap;
  if (a.kind !== 'item' || b.kind !== 'item') return metrics.passGap;
  return isBoxLike(a.item) || isBoxLike(b.item)
    ? metrics.boxGap
    : metrics.itemGap;
}

/** The layers piled up, their middles level. */
function piledUp(stack: Stack): Float64Array {
  const tops = new Float64Array(stack.elements.length);
  stack.layers.forEach((layer, index) => {
    const gaps = stack.gaps[index] ?? [];
    const last = layer[layer.length - 1];
    const total =
      gaps.reduce((sum, g) => sum + g, 0) +
      (last === undefined ? 0 : stack.heights[last] ?? 0);
    let top = -Math.round(total / 2);
    layer.forEach((element, i) => {
      tops[element] = top;
      top += gaps[i] ?? 0;
    });
  });
  return tops;
}

/** Moves the elements of a layer towards their neighbours in the layers beside it. */
function pass(
  stack: Stack,
  tops: Float64Array,
  index: number,
  useLeft: boolean,
  useRight: boolean,
  itemWeight?: number,
): void {
  const layer = stack.layers[index] ?? [];
  const wishes: number[] = [];
  const weights: number[] = [];
  for (const element of layer) {
    const isPinned =
      itemWeight !== undefined && stack.elements[element]?.kind === 'item';
    const wish = { sum: 0, weight: 0 };
    if (useLeft && !isPinned) pull(stack.toLeft[element], tops, wish);
    if (useRight && !isPinned) pull(stack.toRight[element], tops, wish);
    const standing = stack.standing[element];
    if (standing !== undefined) {
      wish.sum += STANDING * standing;
      wish.weight += STANDING;
    }
    wishes.push(wish.weight > 0 ? wish.sum / wish.weight : tops[element] ?? 0);
    weights.push(isPinned ? itemWeight : wish.weight || 0.01);
  }
  const places = spread(wishes, weights, stack.gaps[index] ?? []);
  layer.forEach((element, i) => {
    tops[element] = places[i] ?? 0;
  });
}

function pull(
  joints: Joints | undefined,
  tops: Float64Array,
  wish: { sum: number; weight: number },
): void {
  if (!joints) return;
  for (let i = 0; i < joints.others.length; i += 1) {
    const weight = joints.weights[i] ?? 0;
    const top = tops[joints.others[i] ?? 0] ?? 0;
    wish.sum += weight * (top + (joints.shifts[i] ?? 0));
    wish.weight += weight;
  }
}
