import { Flow } from '../flow/types';
import { TopologyBox } from '../model/types';
import { boxPaths } from '../model/views';
import { frameId, titleRoom } from './frames';
import { TITLE_SIZE } from './metrics';
import { BoxCounts, SceneBox } from './scene';
import { cutMiddle } from './text';
import { countsText } from './words';

/** Expanded boxes in their places, outer ones first. */
export function placeBoxes(
  boxes: readonly TopologyBox[],
  flow: Flow,
  countsOf: (boxId: string) => BoxCounts,
): SceneBox[] {
  const pathOf = boxPaths(boxes);
  const placed = boxes.flatMap((box): SceneBox[] => {
    const rect = flow.rects.get(frameId(box.id));
    if (!rect) return [];
    const counts = countsOf(box.id);
    const name = box.title ?? box.name;
    return [
      {
        id: box.id,
        box,
        depth: pathOf(box.id).length - 1,
        counts,
        label: cutMiddle(name, titleRoom(rect.width, counts), TITLE_SIZE, 600),
        detail: countsText(counts),
        ...rect,
      },
    ];
  });
  return placed.sort((a, b) => a.depth - b.depth);
}
