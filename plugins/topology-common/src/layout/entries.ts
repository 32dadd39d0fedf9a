import { SceneBox, SceneEntry, SceneNode } from './scene';
import { Link } from './visible';

/** A way in for every gateway that nothing in the picture calls, if it stands next to its frame. */
export function findEntries(
  nodes: readonly SceneNode[],
  boxes: readonly SceneBox[],
  links: readonly Link[],
): SceneEntry[] {
  const called = new Set(links.map(l => l.to));
  const ways = nodes.filter(n => n.shape === 'gateway' && !called.has(n.id));
  return ways.flatMap((node): SceneEntry[] => {
    const box = boxes.find(b => b.id === node.parent);
    if (!box) return [];
    const inTheWay = nodes.some(
      other => other.parent === node.parent && other.x + other.width < node.x,
    );
    const y = node.y + node.height / 2;
    return inTheWay
      ? []
      : [
          {
            node: node.id,
            points: [
              { x: box.x, y },
              { x: node.x + 9, y },
            ],
          },
        ];
  });
}
