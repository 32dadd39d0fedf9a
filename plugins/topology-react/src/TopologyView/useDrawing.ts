import { useMemo } from 'react';
import {
  layout,
  nodesIn,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import { placesOf } from '../canvas/emphasis';
import { filterTopology } from '../state/filterTopology';
import { searchTopology } from '../state/search';
import { sentencesOf } from '../state/sentences';
import { tintsOf } from '../state/tints';
import type { TopologyViewState } from '../state/viewState';
import { countVisible, MAX_VISIBLE } from '../states/visible';

const NOTHING: Topology = { boxes: [], nodes: [], edges: [] };

/** All that is worked out from a topology and the way it is to be shown. */
export function useDrawing(
  topology: Topology | undefined,
  view: TopologyViewState,
  search: string,
) {
  const all = topology ?? NOTHING;
  const { shapes, protocols, colourBy } = view;
  const shown = useMemo(
    () => filterTopology(all, { shapes, protocols }),
    [all, shapes, protocols],
  );
  // addresses give a new list each time: what counts is what it holds
  const collapsedKey = JSON.stringify([...view.collapsed].sort());
  const collapsed = useMemo(
    () => new Set<string>(JSON.parse(collapsedKey)),
    [collapsedKey],
  );
  const visible = useMemo(
    () => countVisible(shown, collapsed),
    [shown, collapsed],
  );
  const drawable =
    shown.nodes.length > 0 && visible.nodes + visible.edges <= MAX_VISIBLE;
  const scene = useMemo(
    () => (drawable ? layout(shown, { collapsed }) : undefined),
    [drawable, shown, collapsed],
  );
  const placeOf = useMemo(
    () => (scene ? placesOf(shown, scene) : undefined),
    [shown, scene],
  );
  const hits = useMemo(() => searchTopology(shown, search), [shown, search]);
  const found = useMemo(
    () =>
      search.trim()
        ? new Set(hits.flatMap(({ id }) => [id, ...nodesIn(shown, id)]))
        : undefined,
    [search, hits, shown],
  );
  const foundPlaces = useMemo(
    () =>
      found && placeOf
        ? new Set([...found].map(placeOf).filter(id => id !== undefined))
        : undefined,
    [found, placeOf],
  );
  const tints = useMemo(() => tintsOf(all, colourBy), [all, colourBy]);
  const sentences = useMemo(() => sentencesOf(shown), [shown]);
  return {
    all,
    shown,
    visible,
    scene,
    placeOf,
    hits,
    found,
    foundPlaces,
    tints,
    sentences,
  };
}

/** What {@link useDrawing} works out. */
export type Drawing = ReturnType<typeof useDrawing>;
