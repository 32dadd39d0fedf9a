import { layout } from '@golden-path/backstage-plugin-topology-common';
import { shop } from '../../__testUtils__/shop';
import { itemsOf } from '../items';
import { itemAt } from '../locate';
import { indexScene } from './sceneIndex';

const scene = layout(shop);
const index = indexScene(scene);
const byId = new Map(itemsOf(scene).map(item => [item.id, item]));
const middle = (rect: {
  x: number;
  y: number;
  width: number;
  height: number;
}) => ({ x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });

describe('the parts of a scene by their place', () => {
  it('are all found in the rectangle of the whole', () => {
    const whole = { x: 0, y: 0, width: scene.width, height: scene.height };
    expect(index.nodesIn(whole)).toEqual(scene.nodes);
    expect(index.edgesIn(whole)).toEqual(scene.edges);
  });

  it('are those that a smaller rectangle touches, and no other', () => {
    for (const node of scene.nodes) {
      const { x, y } = middle(node);
      const found = index.nodesIn({ x, y, width: 1, height: 1 });
      expect(found.map(({ id }) => id)).toEqual([node.id]);
    }
    const beyond = { x: scene.width + 1, y: 0, width: 5, height: 5 };
    expect(index.nodesIn(beyond)).toEqual([]);
    expect(index.edgesIn(beyond)).toEqual([]);
  });

  it('are items under the pointer: cards, tabs and titles', () => {
    for (const node of scene.nodes) {
      expect(itemAt(index, byId, middle(node))?.id).toBe(node.id);
      for (const tab of node.tabs) {
        expect(itemAt(index, byId, middle(tab))?.id).toBe(tab.id);
      }
    }
    for (const box of scene.boxes) {
      const title = { x: box.x + 20, y: box.y + 10 };
      expect(itemAt(index, byId, title)?.id).toBe(box.id);
    }
    expect(itemAt(index, byId, { x: 1, y: 1 })).toBeUndefined();
  });
});
