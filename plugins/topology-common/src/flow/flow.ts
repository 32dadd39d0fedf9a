import { columnsByFrame } from './columns';
import { hopsByFrame } from './hops';
import { measureFrame } from './measure';
import { placeFrame } from './place';
import { planFrame } from './plan';
import { Flow, FlowFrame, FlowLink, FlowMetrics } from './types';

/**
 * Lays out nested frames with the lines between their parts, from left to right.
 * Deterministic; its time grows with what stands and passes in each frame, not with the whole.
 */
export function flow(
  root: FlowFrame,
  links: readonly FlowLink[],
  metrics: FlowMetrics,
): Flow {
  const hops = hopsByFrame(root, links);
  const columns = columnsByFrame(root, hops, metrics);
  const plan = planFrame(root, hops, columns);
  const measured = measureFrame(plan, metrics);
  return placeFrame(measured);
}
