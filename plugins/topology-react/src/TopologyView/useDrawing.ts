import { useMemo } from 'react';
import {
  nodesIn,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import { placesOf } from '../canvas/emphasis';
import { collapsedBoxes } from '../state/boxStates';
import { type Filters, filterTopology } from '../state/filterTopology';
import { searchTopology } from '../state/search';
import { sentencesOf } from '../state/sentences';
import { tintsOf } from '../state/tints';
import type { TopologyViewState } from '../state/viewState';
import { countVisible } from '../states/visible';
import { useScene } from './useScene';

const NOTHING: Topology = { boxes: [], nodes: [], edges: [] };

/** All that is worked out from a topology and the way it is to be shown. */
export function useDrawing(
  topology: Topology | undefined,
  view: TopologyViewState,
  search: string,
) {
  const all = topology ?? NOTHING;
  const { shapes, protocols, types, owners, lifecycles, tags } = view;
  // addresses give new lists each time: what counts is what they hold
  const filtersKey = JSON.stringify({
    shapes,
    protocols,
    types,
    owners,
    lifecycles,
    tags,
  } satisfies Filters);
  const shown = useMemo(
    () => filterTopology(all, JSON.parse(filtersKey)),
    [all, filtersKey],
  );
  const collapsedKey = JSON.stringify(
    [...collapsedBoxes(shown.boxes, view)].sort(),
  );
  const collapsed = useMemo(
    () => new Set<string>(JSON.parse(collapsedKey)),
    [collapsedKey],
  );
  const visible = useMemo(
    () => countVisible(shown, collapsed),
    [shown, collapsed],
  );
  const scene = useScene(shown, collapsed, visible);
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
  const { colourBy } = view;
  const tints = useMemo(() => tintsOf(all, colourBy), [all, colourBy]);
  const sentences = useMemo(() => sentencesOf(shown), [shown]);
  return {
    all,
    shown,
    collapsed,
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
