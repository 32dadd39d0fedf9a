import { boxPaths } from '@golden-path/backstage-plugin-topology-common';
import type { TopologyViewState } from '../state/viewState';
import type { Drawing } from './useDrawing';

/** What can be done to a view, from keys, clicks and menus alike. */
export function viewActions(
  { all, shown }: Pick<Drawing, 'all' | 'shown'>,
  view: TopologyViewState,
  onView: (view: TopologyViewState) => void,
) {
  return {
    toggleFocus: (id: string) =>
      onView({ ...view, focused: view.focused === id ? undefined : id }),
    clearFocus: () => onView({ ...view, focused: undefined }),
    toggleBox: (id: string) =>
      onView({
        ...view,
        collapsed: view.collapsed.includes(id)
          ? view.collapsed.filter(box => box !== id)
          : [...view.collapsed, id],
      }),
    /** Opens the collapsed boxes around a node, so that it can be seen. */
    uncover: (id: string) => {
      const node = all.nodes.find(candidate => candidate.id === id);
      const box =
        node?.box ?? all.boxes.find(candidate => candidate.id === id)?.parent;
      const around = boxPaths(all.boxes)(box);
      if (view.collapsed.some(collapsed => around.includes(collapsed))) {
        onView({
          ...view,
          collapsed: view.collapsed.filter(open => !around.includes(open)),
        });
      }
    },
    collapseSystems: () =>
      onView({
        ...view,
        collapsed: shown.boxes
          .filter(({ kind }) => kind === 'system')
          .map(({ id }) => id),
      }),
    clearFilters: () => onView({ ...view, shapes: [], protocols: [] }),
    showTable: () => onView({ ...view, presentation: 'table' }),
  };
}

/** The actions of a view. */
export type ViewActions = ReturnType<typeof viewActions>;
