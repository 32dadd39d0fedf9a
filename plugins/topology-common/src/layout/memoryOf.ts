import { Memory, Standing } from '../flow/memory';
import { frameId } from './frames';
import { groupId } from './groups';
import { Scene } from './scene';

/** What a scene tells a later one: where its frames and groups stood, and who was above whom. */
export function memoryOf(scene: Scene, tab: number): Memory {
  return {
    places: placesIn(scene, tab),
    orders: new Map(Object.entries(scene.orders ?? {})),
  };
}

/** A box stands where it stood, collapsed or not. */
function placesIn(scene: Scene, tab: number): Map<string, Standing> {
  const places = new Map<string, Standing>();
  const { width, height } = scene;
  places.set('root', { x: 0, y: 0, width, height });
  const keepBox = (id: string, at: Required<Standing>) => {
    const standing = { x: at.x, y: at.y, width: at.width, height: at.height };
    places.set(frameId(id), standing).set(groupId(id), standing);
  };
  for (const box of scene.boxes) keepBox(box.id, box);
  for (const node of scene.nodes) {
    const { id, x, y, tabs } = node;
    if (node.box) keepBox(id, node);
    else if (!node.hung) {
      places.set(groupId(id), { x, y: tabs.length > 0 ? y - tab : y });
    }
  }
  return places;
}
