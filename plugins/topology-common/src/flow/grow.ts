import { Element, Net } from './nets';
import { FlowGroup, FlowMetrics, FlowPart } from './types';

/** Parts and groups, as high as their ports need them. */
export interface GrownGroups {
  partOf(part: FlowPart): FlowPart;
  heightOf(group: FlowGroup): number;
}

/** Makes a part higher where more lines meet one of its sides than it has room for. */
export function growGroups(
  elements: readonly Element[],
  nets: readonly Net[],
  metrics: FlowMetrics,
): GrownGroups {
  const crowded = portCounts(nets);
  const parts = new Map<FlowPart, FlowPart>();
  const heights = new Map<FlowGroup, number>();
  for (const element of elements) {
    if (element.kind !== 'item' || element.item.kind !== 'group') continue;
    let down = 0;
    for (const part of element.item.parts) {
      const need = neededHeight(crowded.get(part) ?? 0, metrics);
      const growth = Math.max(0, need - part.height);
      if (down > 0 || growth > 0) {
        const { y, height } = part;
        parts.set(part, { ...part, y: y + down, height: height + growth });
      }
      down += growth;
    }
    if (down > 0) heights.set(element.item, element.item.height + down);
  }
  return {
    partOf: part => parts.get(part) ?? part,
    heightOf: group => heights.get(group) ?? group.height,
  };
}

/** The number of ports on the fuller side of each part. */
function portCounts(nets: readonly Net[]): Map<FlowPart, number> {
  const sides = new Map<FlowPart, { left: number; right: number }>();
  for (const net of nets) {
    for (const channel of net.channels) {
      // a channel's left edge is the right side of what stands there
      for (const { part } of channel.left) count(sides, part, 'right');
      for (const { part } of channel.right) count(sides, part, 'left');
    }
  }
  return new Map(
    [...sides].map(([part, { left, right }]) => [part, Math.max(left, right)]),
  );
}

function count(
  sides: Map<FlowPart, { left: number; right: number }>,
  part: FlowPart | undefined,
  side: 'left' | 'right',
): void {
  if (!part) return;
  const known = sides.get(part) ?? { left: 0, right: 0 };
  known[side] += 1;
  sides.set(part, known);
}

function neededHeight(ports: number, metrics: FlowMetrics): number {
  if (ports < 2) return 0;
  return 2 * metrics.portMargin + (ports - 1) * metrics.leastPortGap;
}
