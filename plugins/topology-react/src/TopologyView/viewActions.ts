import { boxPaths } from '@golden-path/backstage-plugin-topology-common';
import { collapseBox, openBoxes } from '../state/boxStates';
import { noFilters } from '../state/filterTopology';
import type { RollUp, Side, TopologyViewState } from '../state/viewState';
import type { Drawing } from './useDrawing';

/** What can be done to a view, from keys, clicks and menus alike. */
export function viewActions(
  { all, collapsed }: Pick<Drawing, 'all' | 'collapsed'>,
  view: TopologyViewState,
  onView: (view: TopologyViewState) => void,
) {
  return {
    toggleFocus: (id: string) =>
      onView({
        ...view,
        focused: view.focused === id ? undefined : id,
        pathTo: undefined,
      }),
    clearFocus: () =>
      onView({ ...view, focused: undefined, pathTo: undefined }),
    toggleBox: (id: string) =>
      onView({
        ...view,
        ...(collapsed.has(id)
          ? openBoxes(all.boxes, view, [id])
          : collapseBox(all.boxes, view, id)),
      }),
    /** Opens the collapsed boxes around a node, so that it can be seen. */
    uncover: (id: string) => {
      const node = all.nodes.find(candidate => candidate.id === id);
      const box =
        node?.box ?? all.boxes.find(candidate => candidate.id === id)?.parent;
      const around = boxPaths(all.boxes)(box).filter(path =>
        collapsed.has(path),
      );
      if (around.length > 0) {
        onView({ ...view, ...openBoxes(all.boxes, view, around) });
      }
    },
    /** Lets the ways from what is focused to another node stand out, or ends that. */
    togglePaths: (id: string) =>
      onView({ ...view, pathTo: view.pathTo === id ? undefined : id }),
    toggleSide: (side: Side) =>
      onView({
        ...view,
        side: view.side === side ? undefined : side,
        finding: undefined,
      }),
    closeSide: () => onView({ ...view, side: undefined, finding: undefined }),
    showFinding: (finding: string | undefined) =>
      onView({ ...view, side: 'findings', finding }),
    /** Shows one box alone, with whoever calls in or is called; nothing shows all. */
    enter: (within: string | undefined) =>
      onView({
        ...view,
        within,
        focused: undefined,
        pathTo: undefined,
        ...(within === undefined ? {} : openBoxes(all.boxes, view, [within])),
      }),
    rollUpTo: (rollUp: RollUp) =>
      onView({ ...view, rollUp, collapsed: [], opened: [] }),
    clearFilters: () => onView({ ...view, ...noFilters }),
    showTable: () => onView({ ...view, presentation: 'table' }),
  };
}

/** The actions of a view. */
export type ViewActions = ReturnType<typeof viewActions>;
