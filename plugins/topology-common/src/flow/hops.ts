import { FlowFrame, FlowItem, FlowLink } from './types';

/** The part of a link that runs in one frame; an absent end is beyond the frame's border. */
export interface Hop {
  link: FlowLink;
  from?: FlowItem;
  to?: FlowItem;
}

/** Cuts every link at the borders it crosses: the hops of each frame, by frame id. */
export function hopsByFrame(
  root: FlowFrame,
  links: readonly FlowLink[],
): Map<string, Hop[]> {
  const pathOf = pathsToParts(root);
  const hops = new Map<string, Hop[]>();
  const add = (frame: FlowItem, hop: Hop) => {
    const list = hops.get(frame.id);
    if (list) list.push(hop);
    else hops.set(frame.id, [hop]);
  };
  for (const link of links) {
    const from = pathOf.get(link.from) ?? [];
    const to = pathOf.get(link.to) ?? [];
    const common = commonLength(from, to);
    steps(from, common).forEach(([frame, item]) =>
      add(frame, { link, from: item }),
    );
    const [meeting, a, b] = [from[common - 1], from[common], to[common]];
    if (meeting && a && b) add(meeting, { link, from: a, to: b });
    steps(to, common).forEach(([frame, item]) =>
      add(frame, { link, to: item }),
    );
  }
  return hops;
}

/** For each part the items around it, from the root to its group. */
function pathsToParts(root: FlowFrame): Map<string, readonly FlowItem[]> {
  const paths = new Map<string, readonly FlowItem[]>();
  const visit = (item: FlowItem, above: readonly FlowItem[]) => {
    const path = [...above, item];
    if (item.kind === 'group') item.parts.forEach(p => paths.set(p.id, path));
    else item.items.forEach(child => visit(child, path));
  };
  visit(root, []);
  return paths;
}

function commonLength(a: readonly FlowItem[], b: readonly FlowItem[]): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** Pairs of frame and item below the meeting frame. */
function steps(
  path: readonly FlowItem[],
  common: number,
): [FlowItem, FlowItem][] {
  return path.slice(common, -1).flatMap((frame, i) => {
    const item = path[common + i + 1];
    return item ? [[frame, item] as [FlowItem, FlowItem]] : [];
  });
}
