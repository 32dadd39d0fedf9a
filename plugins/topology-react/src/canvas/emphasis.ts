import {
  boxPaths,
  type Scene,
  type SceneEdge,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';

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

/**
 * Selecting makes the edges of a card strong and lets the others recede;
 * focusing dims all but a card, its callers and callees; searching dims all but
 * the matches. Dimming wins, since it was asked for last and can be left.
 */
export function emphasisOf(
  scene: Scene,
  {
    selected,
    focused,
    matches,
  }: {
    selected: string | undefined;
    focused: string | undefined;
    matches: ReadonlySet<string> | undefined;
  },
): SceneEmphasis {
  const near = new Set(
    focused === undefined
      ? []
      : scene.edges
          .filter(edge => touches(edge, focused))
          .flatMap(({ from, to }) => [from, to])
          .concat(focused),
  );
  const stands = (id: string) =>
    matches ? matches.has(id) : focused === undefined || near.has(id);
  return {
    ofNode: id => (stands(id) ? 'normal' : 'dim'),
    ofEdge: edge => {
      if (matches) return 'dim';
      if (focused !== undefined && !touches(edge, focused)) return 'dim';
      const centre = selected ?? focused;
      if (centre === undefined) return 'normal';
      return touches(edge, centre) ? 'strong' : 'rest';
    },
  };
}
