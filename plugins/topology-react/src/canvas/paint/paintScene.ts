import type {
  Rect,
  SceneBox,
  SceneEdge,
  SceneNode,
} from '@golden-path/backstage-plugin-topology-common';
import type { FindingMarks } from '../../state/findings';
import type { LensLooks } from '../../state/lens';
import type { SceneEmphasis } from '../emphasis';
import type { Viewport } from '../viewport';
import { type Colours, colourOf } from './colours';
import { type Detail, detailAt } from './detail';
import { edgeLook, paintEdge, paintMark, paintThreads } from './paintEdge';
import { DIM, paintNode } from './paintNode';
import type { SceneIndex } from './sceneIndex';

type Context = CanvasRenderingContext2D;

/** What a painting shows. */
export interface Painting {
  index: SceneIndex;
  colours: Colours;
  /** The property that holds the colour of a card's dimension. */
  tintOf(node: SceneNode): string | undefined;
  emphasis: SceneEmphasis;
  findings: FindingMarks;
  looks: LensLooks;
}

/** As many parts as are painted between two looks at the clock. */
const PORTION = 40;
const THREADS = 150;
const NAME_SIZE = 12;
const LEAST_NAMED = 72;

function paintBox(
  context: Context,
  box: SceneBox,
  detail: Detail,
  scale: number,
  colours: Colours,
) {
  const isDomain = box.box.kind === 'domain';
  context.beginPath();
  if (detail.shapes) {
    context.roundRect(box.x, box.y, box.width, box.height, isDomain ? 12 : 8);
  } else context.rect(box.x, box.y, box.width, box.height);
  context.fillStyle = isDomain ? colours.domain : colours.frame;
  context.fill();
  context.lineWidth = Math.max(1, 0.7 / scale);
  context.strokeStyle = colours['frame-line'];
  context.stroke();
}

/** The name of a frame, as large on the screen from afar as from near by, where it has room. */
function paintTitle(
  context: Context,
  box: SceneBox,
  detail: Detail,
  scale: number,
  colours: Colours,
) {
  context.textAlign = 'left';
  context.fillStyle = colours.text;
  if (detail.words) {
    context.font = `600 14px ${colours.font}`;
    context.fillText(box.label, box.x + 34, box.y + 22);
    const after = box.x + 34 + context.measureText(box.label).width + 8;
    context.font = `400 11px ${colours.font}`;
    context.fillStyle = colours['text-second'];
    if (after + context.measureText(box.detail).width < box.x + box.width) {
      context.fillText(box.detail, after, box.y + 22);
    }
    return;
  }
  if (box.width * scale < LEAST_NAMED) return;
  const size = NAME_SIZE / scale;
  context.font = `600 ${size}px ${colours.font}`;
  const name = box.box.title ?? box.box.name;
  if (context.measureText(name).width > box.width - size) return;
  const place = [box.x + size / 2, box.y + size * 1.3] as const;
  // lines and cards run under a name this large
  context.lineWidth = size / 4;
  context.lineJoin = 'round';
  context.strokeStyle =
    box.box.kind === 'domain' ? colours.domain : colours.frame;
  context.strokeText(name, ...place);
  context.fillText(name, ...place);
}

function* portionsOf<T>(items: readonly T[], size = PORTION) {
  for (let start = 0; start < items.length; start += size) {
    yield items.slice(start, start + size);
  }
}

function* paintEdges(
  context: Context,
  edges: readonly SceneEdge[],
  { colours, index, emphasis, findings, looks: lens }: Painting,
  detail: Detail,
  scale: number,
) {
  const looks = new Map(
    edges.map(edge => [
      edge,
      edgeLook(
        emphasis.ofEdge(edge),
        edge.edges.some(id => findings.alertEdges.has(id))
          ? colours.error
          : colourOf(colours, lens.ofEdge(edge)?.colour ?? edge.protocol),
        lens.ofEdge(edge),
      ),
    ]),
  );
  // what stands out lies above what does not
  const ordered = [...edges].sort(
    (a, b) => looks.get(a)!.width - looks.get(b)!.width,
  );
  for (const portion of portionsOf(
    ordered,
    detail.shapes ? PORTION : THREADS,
  )) {
    if (detail.shapes) {
      portion.forEach(edge =>
        paintEdge(context, edge, looks.get(edge)!, colours),
      );
    } else paintThreads(context, portion, looks, scale);
    yield;
  }
  if (!detail.shapes) return;
  for (const { x, y, protocol } of index.scene.junctions) {
    context.beginPath();
    context.arc(x, y, 4, 0, 2 * Math.PI);
    context.fillStyle = colourOf(colours, protocol);
    context.fill();
  }
}

/**
 * Paints what of a scene lies in `area`, from the frames at the bottom to the
 * words on top. Yields often, so that whoever runs it can leave off in time.
 */
export function* paintScene(
  context: Context,
  painting: Painting,
  area: Rect,
  scale: Viewport['scale'],
): Generator<void> {
  const { index, colours, tintOf, emphasis, findings, looks } = painting;
  const detail = detailAt(scale);
  const nodes = index.nodesIn(area);
  const edges = index.edgesIn(area);
  for (const portion of portionsOf(index.scene.boxes)) {
    portion.forEach(box => paintBox(context, box, detail, scale, colours));
    yield;
  }
  yield* paintEdges(context, edges, painting, detail, scale);
  for (const portion of portionsOf(nodes)) {
    for (const node of portion) {
      const tint = looks.lens === 'difference' ? undefined : tintOf(node);
      context.globalAlpha = emphasis.ofNode(node.id) === 'dim' ? DIM : 1;
      paintNode(
        context,
        node,
        {
          tint: tint && colourOf(colours, tint),
          alert: findings.alertNodes.has(node.id),
          finding: findings.marks.get(node.id),
          change: looks.ofNode(node.id)?.change,
        },
        detail,
        colours,
      );
    }
    context.globalAlpha = 1;
    yield;
  }
  for (const portion of portionsOf(edges)) {
    for (const edge of portion) {
      if (emphasis.ofEdge(edge) !== 'dim') {
        paintMark(context, edge, looks.ofEdge(edge), detail, colours);
      }
    }
    yield;
  }
  for (const portion of portionsOf(index.scene.boxes)) {
    portion.forEach(box => paintTitle(context, box, detail, scale, colours));
    yield;
  }
}
