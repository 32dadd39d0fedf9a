import { FlowLink } from '../flow/types';
import { boxPaths } from '../model/views';
import { Visible } from './visible';

/** From this many lines between the boxes of a frame on, single lines cannot be followed. */
const LINES_FOR_CABLES = 36;
/** From this many cables between pairs of boxes on, one cable leaves a box for all others. */
const PAIRS_FOR_TREES = 240;

/**
 * Lays lines between the same two boxes into one cable, where there are too many to follow each:
 * out of the one box together, and apart only in the other. Lines of a cable speak the same.
 */
export function layCables(
  wired: readonly FlowLink[],
  { links, cards, boxes }: Visible,
): FlowLink[] {
  const pathOf = boxPaths(boxes);
  const parents = new Map(cards.map(c => [c.id, c.parent]));
  const around = (card: string) => [...pathOf(parents.get(card))].reverse();
  const meetings = new Map<string, Meeting>();
  for (const link of links) {
    const meeting = meetingOf(around(link.from), around(link.to));
    if (meeting) meetings.set(link.id, meeting);
  }
  const lines = countBy([...meetings.values()], m => m.frame);
  const isCrowded = (m: Meeting) =>
    (lines.get(m.frame) ?? 0) >= LINES_FOR_CABLES;
  const kinds = new Map(
    links.map(l => [l.id, `${l.protocol} ${l.direction ?? ''}`]),
  );
  const pairs = new Map<string, string>();
  for (const [id, meeting] of meetings) {
    if (isCrowded(meeting)) pairs.set(id, cableName(meeting, kinds.get(id)));
  }
  const cablesIn = new Map<string, Set<string>>();
  for (const [id, name] of pairs) {
    const frame = meetings.get(id)?.frame ?? '';
    cablesIn.set(frame, (cablesIn.get(frame) ?? new Set()).add(name));
  }
  return wired.map(link => {
    const meeting = meetings.get(link.id);
    const pair = pairs.get(link.id);
    if (!meeting || pair === undefined) return link;
    const isTree = (cablesIn.get(meeting.frame)?.size ?? 0) > PAIRS_FOR_TREES;
    const wire = isTree ? treeName(meeting, kinds.get(link.id)) : pair;
    return { ...link, wire, trunk: 'border' };
  });
}

/** The frame in which a link runs from one box to another. */
interface Meeting {
  frame: string;
  from: string;
  to: string;
}

function meetingOf(
  from: readonly string[],
  to: readonly string[],
): Meeting | undefined {
  let common = 0;
  while (common < from.length && from[common] === to[common]) common += 1;
  const [a, b] = [from[common], to[common]];
  if (a === undefined || b === undefined) return undefined;
  return { frame: from[common - 1] ?? '', from: a, to: b };
}

function cableName({ from, to }: Meeting, kind = ''): string {
  return `cable ${kind} ${from.length} ${from} ${to}`;
}

function treeName({ from }: Meeting, kind = ''): string {
  return `cable ${kind} ${from}`;
}

function countBy<T>(
  items: readonly T[],
  key: (item: T) => string,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  }
  return counts;
}
