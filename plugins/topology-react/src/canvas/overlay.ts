import type { Scene } from '@golden-path/backstage-plugin-topology-common';
import type { GraphItem } from './items';

/**
 * The few items of a painted scene that are elements nevertheless: those under
 * the pointer, the focus and the choice. They take clicks, keys and the words
 * of a screen reader; all others are met by walking to them.
 */
export function overlayOf(
  scene: Scene,
  items: readonly GraphItem[],
  ids: readonly (string | undefined)[],
): { scene: Scene; items: GraphItem[] } {
  const kept = items.filter(({ id }) => ids.includes(id));
  const cards = new Set(kept.map(({ id }) => id));
  return {
    items: kept,
    scene: {
      ...scene,
      boxes: scene.boxes.filter(({ id }) => cards.has(id)),
      nodes: scene.nodes.filter(({ id }) => cards.has(id)),
      edges: [],
      junctions: [],
      entries: [],
    },
  };
}
