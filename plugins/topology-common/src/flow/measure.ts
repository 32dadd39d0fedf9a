import { channelLanes, layOutAcross } from './across';
import { growGroups } from './grow';
import { levels } from './heights';
import { MeasuredFrame } from './measured';
import { keptIfNear } from './memory';
import { Element, Pin } from './nets';
import { FramePlan } from './plan';
import { Sizes, heightOf } from './sizes';
import { FlowMetrics } from './types';

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
  const { topOf, pinY } = levels(plan, sizes, metrics, inset);
  const heightAt = (pin: Pin) => pinY.get(pin) ?? topOf.get(pin.element) ?? 0;
  const channels = channelLanes(plan, heightAt, metrics);
  const across = layOutAcross(plan, sizes, channels, metrics, isRoot);
  let bottom = inset;
  for (const [element, top] of topOf) {
    bottom = Math.max(bottom, top + heightOf(element, sizes));
  }
  return {
    plan,
    grown,
    width: keptIfNear(
      Math.max(across.width, plan.frame.minWidth),
      plan.before?.width,
    ),
    height: keptIfNear(
      bottom + (isRoot ? inset : metrics.padding),
      plan.before?.height,
    ),
    topOf,
    pinY,
    columnX: across.columnX,
    columnOf: columnsOfElements(plan),
    laneX: across.laneX,
    children,
  };
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
