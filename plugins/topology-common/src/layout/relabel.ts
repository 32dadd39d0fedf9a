import { labelEdges } from './labelEdges';
import { Scene, SceneEdge } from './scene';

/** The edges of a scene with other words on them, wherever these find room; an empty word is none. */
export function relabel(
  scene: Scene,
  wordOf: (edge: SceneEdge) => string,
): SceneEdge[] {
  const hung = new Set(scene.nodes.filter(n => n.hung).map(n => n.id));
  const spines = new Set(
    scene.edges.filter(e => hung.has(e.to) && startsDown(e)).map(e => e.id),
  );
  const bare = scene.edges.map(({ label, ...edge }): SceneEdge => edge);
  return labelEdges(bare, scene.nodes, scene.boxes, spines, scene, wordOf);
}

/** A spine leaves its owner downwards, as no other line does. */
function startsDown({ points }: SceneEdge): boolean {
  return points[0]?.x === points[1]?.x;
}
