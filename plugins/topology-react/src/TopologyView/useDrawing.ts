import { useMemo } from 'react';
import {
  boxView,
  changedPart,
  nodesIn,
  type Topology,
  type TopologyFinding,
} from '@golden-path/backstage-plugin-topology-common';
import { placesOf } from '../canvas/emphasis';
import { collapsedBoxes } from '../state/boxStates';
import { type Filters, filterTopology } from '../state/filterTopology';
import { listFindings, marksOf } from '../state/findings';
import {
  type ComparedTopologies,
  looksOf,
  type ObservedWindow,
  plainLooks,
  withObserved,
} from '../state/lens';
import { observedFindings } from '../state/observed';
import { searchTopology } from '../state/search';
import { sentencesOf } from '../state/sentences';
import { spotlightOf } from '../state/spotlight';
import { themedTints } from '../state/tints';
import { useInsights } from '../state/useInsights';
import type { TopologyViewState } from '../state/viewState';
import { countVisible } from '../states/visible';
import { useScene } from './useScene';

const NOTHING: Topology = { boxes: [], nodes: [], edges: [] };

/** All that is worked out from a topology and the way it is to be shown. */
export function useDrawing(
  topology: Topology | undefined,
  view: TopologyViewState,
  search: string,
  declared: readonly TopologyFinding[],
  selected: string | undefined,
  observed: ObservedWindow | undefined,
  compared: ComparedTopologies | undefined,
) {
  const { lens } = view;
  const whole = useMemo(() => {
    if (!topology) return NOTHING;
    if (lens === 'observed' && observed)
      return withObserved(topology, observed);
    if (lens === 'difference' && compared) return compared.difference.union;
    return topology;
  }, [topology, lens, observed, compared]);
  const seen = lens === 'observed' ? observed : undefined;
  const looks = useMemo(
    () =>
      lens === 'observed' && !seen
        ? plainLooks
        : looksOf(lens, whole, compared),
    [lens, seen, whole, compared],
  );
  const { within } = view;
  const all = useMemo(
    () =>
      within !== undefined && whole.boxes.some(({ id }) => id === within)
        ? boxView(whole, within)
        : whole,
    [whole, within],
  );
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
  const changes =
    lens === 'difference' && view.onlyChanges
      ? compared?.difference
      : undefined;
  const shown = useMemo(() => {
    const filtered = filterTopology(all, JSON.parse(filtersKey));
    return changes ? changedPart(filtered, changes) : filtered;
  }, [all, filtersKey, changes]);
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
  const layout = useScene(shown, collapsed, visible);
  const { scene } = layout;
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
  const tints = useMemo(() => themedTints(all, colourBy), [all, colourBy]);
  const insights = useInsights(topology && shown, layout.pending);
  const sentences = useMemo(() => sentencesOf(shown), [shown]);
  const findings = useMemo(
    () =>
      listFindings(
        shown,
        insights.filter(({ accepted }) => accepted === undefined),
        declared,
        seen ? observedFindings(shown.edges) : [],
      ),
    [shown, insights, declared, seen],
  );
  const acceptedFindings = useMemo(
    () =>
      listFindings(
        shown,
        insights.filter(({ accepted }) => accepted !== undefined),
        [],
      ),
    [shown, insights],
  );
  const findingMarks = useMemo(
    () => marksOf(findings, view.finding, id => placeOf?.(id)),
    [findings, view.finding, placeOf],
  );
  const { focused, pathTo, side } = view;
  const spotlight = useMemo(
    () => spotlightOf(shown, { focused, pathTo, side }, selected),
    [shown, focused, pathTo, side, selected],
  );
  return {
    whole,
    looks,
    findings,
    acceptedFindings,
    findingMarks,
    spotlight,
    all,
    shown,
    collapsed,
    visible,
    layout,
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
