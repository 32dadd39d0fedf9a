import { columnsByFrame } from './columns';
import { hopsByFrame } from './hops';
import { Memory } from './memory';
import { measureFrame } from './measure';
import { placeFrame } from './place';
import { planFrame } from './plan';
import { Flow, FlowFrame, FlowLink, FlowMetrics } from './types';

/**
 * Lays out nested frames with the lines between their parts, from left to right.
 * Deterministic; its time grows with what stands and passes in each frame, not with the whole.
 * With a memory of an earlier picture, what was there stays as near to its place as it can.
 */
export function flow(
  root: FlowFrame,
  links: readonly FlowLink[],
  metrics: FlowMetrics,
  memory?: Memory,
): Flow {
  const hops = hopsByFrame(root, links);
  const columns = columnsByFrame(root, hops, metrics, memory);
  const plan = planFrame(root, hops, columns, memory);
  const measured = measureFrame(plan, metrics);
  return placeFrame(measured);
}
