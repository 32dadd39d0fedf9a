import type {
  Rect,
  Scene,
  SceneBox,
  SceneNode,
  SceneTab,
} from '@golden-path/backstage-plugin-topology-common';

/** Something in the graph that can be reached by key and chosen. */
export interface GraphItem {
  id: string;
  rect: Rect;
  /** The name in full. */
  name: string;
  part:
    | { kind: 'box'; box: SceneBox }
    | { kind: 'card'; card: SceneNode }
    | { kind: 'tab'; tab: SceneTab; card: SceneNode };
}

/** The part of a frame that can be chosen. */
export const TITLE_HEIGHT = 36;

const cardItems = (card: SceneNode): GraphItem[] => [
  ...card.tabs
    // the tab that counts the remaining APIs belongs to the card
    .filter(tab => tab.id !== card.id)
    .map(
      (tab): GraphItem => ({
        id: tab.id,
        rect: tab,
        name: tab.fullLabel,
        part: { kind: 'tab', tab, card },
      }),
    ),
  {
    id: card.id,
    rect: card,
    name: card.fullLabel,
    part: { kind: 'card', card },
  },
];

/** All items of a scene in reading order: each box, then what it holds. */
export function itemsOf(scene: Scene): GraphItem[] {
  const boxes = scene.boxes.map(
    (box): GraphItem => ({
      id: box.id,
      rect: {
        x: box.x,
        y: box.y,
        width: box.width,
        height: Math.min(TITLE_HEIGHT, box.height),
      },
      name: box.box.title ?? box.box.name,
      part: { kind: 'box', box },
    }),
  );
  return [...boxes, ...scene.nodes.flatMap(cardItems)].sort(
    (a, b) =>
      a.rect.x - b.rect.x || a.rect.y - b.rect.y || a.id.localeCompare(b.id),
  );
}

/** The box that is collapsed or opened from an item: its own, or the one around it. */
export function boxOfItem({ id, part }: GraphItem): string | undefined {
  if (part.kind === 'box') return id;
  return part.card.box ? id : part.card.parent;
}
