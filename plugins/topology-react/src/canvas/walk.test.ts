import { layout } from '@golden-path/backstage-plugin-topology-common';
import { shop } from '../__testUtils__/shop';
import { type GraphItem, itemsOf } from './items';
import { walk, type WalkKey } from './walk';

const scene = layout(shop);
const items = itemsOf(scene);
const item = (name: string) => items.find(each => each.name === name)!;

/** Where a key leads, again and again, until it leads no further. */
function along(from: GraphItem, key: WalkKey): GraphItem[] {
  const way = [from];
  for (let at = from; ; ) {
    const next = walk(scene, items, at, key);
    if (next === at) return way;
    way.push(next);
    at = next;
  }
}

describe('keys that walk a graph', () => {
  it('reach everything by up and down alone', () => {
    const [top] = along(items[0]!, 'ArrowUp').slice(-1);
    const down = along(top!, 'ArrowDown');
    expect(new Set(down)).toEqual(new Set(items));
    const [bottom] = down.slice(-1);
    expect(along(bottom!, 'ArrowUp')).toEqual([...down].reverse());
  });

  it('go down from a service to the store that hangs under it', () => {
    const next = walk(scene, items, item('user-service'), 'ArrowDown');
    expect(next.name).toBe('users-db');
  });

  it('go right to a callee and left to a caller, and stay where there is nothing', () => {
    const to = (name: string, key: WalkKey) =>
      walk(scene, items, item(name), key).name;
    expect(to('api-gateway', 'ArrowRight')).toBe('order-service');
    expect(to('user-service', 'ArrowLeft')).toBe('order-service');
    expect(to('Cardline', 'ArrowRight')).toBe('Cardline');
  });
});
