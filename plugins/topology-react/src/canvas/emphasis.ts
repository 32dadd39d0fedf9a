import {
  boxPaths,
  type Scene,
  type SceneEdge,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import type { Spotlight } from '../state/spotlight';

/** How much an element stands out: `strong` is heavier, `rest` recedes, `dim` is a fifth. */
export type Emphasis = 'normal' | 'strong' | 'rest' | 'dim';

/** The emphasis of every part of a scene. */
export interface SceneEmphasis {
  ofNode(id: string): Emphasis;
  ofEdge(edge: SceneEdge): Emphasis;
}

/** The card that shows a node or box: its own, its provider's, or that of the collapsed box around it. */
export type PlaceOf = (id: string | undefined) => string | undefined;

/** Finds the card for every id of a topology, however much of it is collapsed. */
export function placesOf(topology: Topology, scene: Scene): PlaceOf {
  const cards = new Set(scene.nodes.map(({ id }) => id));
  const nodes = new Map(topology.nodes.map(node => [node.id, node]));
  const boxes = boxPaths(topology.boxes);
  return id => {
    if (id === undefined || cards.has(id)) return id;
    const node = nodes.get(id);
    if (node?.providedBy && cards.has(node.providedBy)) return node.providedBy;
    const provider = node?.providedBy && nodes.get(node.providedBy);
    const box = (provider || node)?.box ?? id;
    // the outermost collapsed box is the one that is drawn
    return boxes(box).find(path => cards.has(path));
  };
}

const touches = (edge: SceneEdge, id: string) =>
  edge.from === id || edge.to === id;

/** What a scene is emphasised by. */
export interface Stress {
  /** The chosen card. */
  selected: string | undefined;
  spotlight: Spotlight | undefined;
  /** Ids of the cards that a search found; absent when nothing is searched. */
  matches: ReadonlySet<string> | undefined;
}

/**
 * Selecting makes the edges of a card strong and lets the others recede; a
 * spotlight dims all that is not in it; searching dims all but the matches.
 * Dimming wins, since it was asked for last and can be left.
 */
export function emphasisOf(
  scene: Scene,
  placeOf: PlaceOf,
  { selected, spotlight, matches }: Stress,
): SceneEmphasis {
  const lit = spotlight && new Set([...spotlight.nodes].map(id => placeOf(id)));
  const stands = (id: string) => (matches ?? lit)?.has(id) ?? true;
  const inLight = ({ edges }: SceneEdge) =>
    edges.some(id => spotlight?.edges.has(id));
  const chosen = scene.nodes.some(({ id }) => id === selected)
    ? selected
    : undefined;
  return {
    ofNode: id => (stands(id) ? 'normal' : 'dim'),
    ofEdge: edge => {
      if (matches) return 'dim';
      if (spotlight && !inLight(edge)) return 'dim';
      if (chosen !== undefined && touches(edge, chosen)) return 'strong';
      if (spotlight) return 'strong';
      return chosen === undefined ? 'normal' : 'rest';
    },
  };
}
