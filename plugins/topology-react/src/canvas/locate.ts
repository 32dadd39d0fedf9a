import type { Scene } from '@golden-path/backstage-plugin-topology-common';
import { type GraphItem, TITLE_HEIGHT } from './items';
import type { SceneIndex } from './paint/sceneIndex';
import type { Rect } from './viewport';

type Place = { x: number; y: number };

const holds = (rect: Rect, { x, y }: Place) =>
  x >= rect.x &&
  x <= rect.x + rect.width &&
  y >= rect.y &&
  y <= rect.y + rect.height;

/** Tabs stand this high on the card that they belong to. */
const TAB_ROOM = 20;

function titleAt({ boxes }: Scene, place: Place): string | undefined {
  // inner boxes come last
  return [...boxes]
    .reverse()
    .find(
      box =>
        holds(box, place) &&
        holds({ ...box, height: Math.min(TITLE_HEIGHT, box.height) }, place),
    )?.id;
}

/** The item at a place of the scene, as it lies on top. */
export function itemAt(
  index: SceneIndex,
  byId: ReadonlyMap<string, GraphItem>,
  place: Place,
): GraphItem | undefined {
  const near = index.nodesIn({ ...place, width: 0, height: TAB_ROOM });
  const card = near.find(node => holds(node, place));
  const tab = near
    .flatMap(({ tabs }) => tabs)
    .find(candidate => holds(candidate, place));
  return byId.get(card?.id ?? tab?.id ?? titleAt(index.scene, place) ?? '');
}
