import type { TopologyBox } from '@golden-path/backstage-plugin-topology-common';
import type { BoxStates, RollUp } from './viewState';

type Box = Pick<TopologyBox, 'id' | 'kind'>;

/** Whether a level of roll-up makes a card of a kind of box: domains take their systems along. */
const rollsUp = (rollUp: RollUp, kind: Box['kind']) =>
  rollUp === 'domain' || rollUp === kind;

/** Ids of the boxes that are drawn as one card. */
export function collapsedBoxes(
  boxes: readonly Box[],
  { rollUp, collapsed, opened }: BoxStates,
): Set<string> {
  const openedIds = new Set(opened);
  const rolledUp = boxes.filter(
    ({ id, kind }) => rollsUp(rollUp, kind) && !openedIds.has(id),
  );
  return new Set([...collapsed, ...rolledUp.map(({ id }) => id)]);
}

/** Opens boxes, whatever it was that made them cards. */
export function openBoxes(
  boxes: readonly Box[],
  states: BoxStates,
  ids: readonly string[],
): BoxStates {
  const rolledUp = boxes
    .filter(({ id, kind }) => ids.includes(id) && rollsUp(states.rollUp, kind))
    .map(({ id }) => id);
  return {
    rollUp: states.rollUp,
    collapsed: states.collapsed.filter(id => !ids.includes(id)),
    opened: [...new Set([...states.opened, ...rolledUp])],
  };
}

/** Makes a card of a box. */
export function collapseBox(
  boxes: readonly Box[],
  states: BoxStates,
  id: string,
): BoxStates {
  const opened = states.opened.filter(other => other !== id);
  const closed = collapsedBoxes(boxes, { ...states, opened }).has(id);
  return {
    rollUp: states.rollUp,
    collapsed: closed ? states.collapsed : [...states.collapsed, id],
    opened,
  };
}
