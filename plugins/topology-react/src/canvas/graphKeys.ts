import type { KeyboardEvent } from 'react';
import type { Scene } from '@golden-path/backstage-plugin-topology-common';
import type { GraphItem } from './items';
import type { ViewportControl } from './useViewport';
import { isWalkKey, walk } from './walk';

const ZOOM_STEP = 1.25;

/** What the keys of the graph do. */
export interface GraphKeyActions {
  move(item: GraphItem): void;
  /** Enter and Space: chooses an item, or opens what is chosen already. */
  choose(item: GraphItem): void;
  /** F: lets callers and callees stand out, or ends that. */
  focusOn(item: GraphItem): void;
  /** C: collapses or opens the box of an item. */
  toggle(item: GraphItem): void;
  escape(): void;
  /** The slash: goes to the search field. */
  search(): void;
}

function actOnItem(key: string, item: GraphItem, actions: GraphKeyActions) {
  switch (key) {
    case 'Enter':
    case ' ':
      actions.choose(item);
      return true;
    case 'f':
    case 'F':
      actions.focusOn(item);
      return true;
    case 'c':
    case 'C':
      actions.toggle(item);
      return true;
    default:
      return false;
  }
}

function actOnGraph(
  key: string,
  control: ViewportControl,
  actions: GraphKeyActions,
) {
  switch (key) {
    case 'Escape':
      actions.escape();
      return true;
    case '/':
      actions.search();
      return true;
    case '+':
    case '=':
      control.zoom(ZOOM_STEP);
      return true;
    case '-':
      control.zoom(1 / ZOOM_STEP);
      return true;
    case '0':
      control.fit();
      return true;
    default:
      return false;
  }
}

/** The key handler of the graph; leaves alone what it does not know. */
export function graphKeyHandler(
  scene: Scene,
  items: GraphItem[],
  itemOf: (target: EventTarget) => GraphItem | undefined,
  control: ViewportControl,
  actions: GraphKeyActions,
) {
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const item = itemOf(event.target);
    if (item && isWalkKey(event.key)) {
      actions.move(walk(scene, items, item, event.key));
    } else if (
      !(item && actOnItem(event.key, item, actions)) &&
      !actOnGraph(event.key, control, actions)
    ) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
}
