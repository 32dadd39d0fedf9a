import {
  headPath,
  type SceneEdge,
} from '@golden-path/backstage-plugin-topology-common';
import type { EdgeLook } from '../../state/lens';
import { groundColour } from '../crossings';
import type { Emphasis } from '../emphasis';
import { type Colours, colourOf } from './colours';
import type { Detail } from './detail';

type Context = CanvasRenderingContext2D;

/** How an edge is painted, by how much it stands out. */
export interface PaintLook {
  colour: string;
  alpha: number;
  /** Against its width at rest. */
  width: number;
  /** How a lens draws it. */
  lens: EdgeLook | undefined;
}

const alphas: Record<Emphasis, number> = {
  normal: 1,
  strong: 1,
  rest: 0.74,
  dim: 0.12,
};
const STRONG = 1.45;

export const edgeLook = (
  emphasis: Emphasis,
  colour: string,
  lens: EdgeLook | undefined,
): PaintLook => ({
  colour,
  alpha: alphas[emphasis],
  width: emphasis === 'strong' ? STRONG : 1,
  lens,
});

const HALO = 7;
const heads = new Map<string, Path2D>();

function headOf(shape: SceneEdge['head']['shape']): Path2D {
  const path = heads.get(shape) ?? new Path2D(headPath(shape));
  heads.set(shape, path);
  return path;
}

function trace(context: Context, points: readonly { x: number; y: number }[]) {
  points.forEach(({ x, y }, index) =>
    index === 0 ? context.moveTo(x, y) : context.lineTo(x, y),
  );
}

function paintHead(context: Context, { head }: SceneEdge, colour: string) {
  context.save();
  context.translate(head.x, head.y);
  context.rotate((head.angle * Math.PI) / 180);
  if (head.shape === 'chevron') {
    context.lineWidth = 1.4;
    context.stroke(headOf(head.shape));
  } else {
    context.fillStyle = colour;
    context.fill(headOf(head.shape));
  }
  context.restore();
}

/** Paints a line with its arrowhead, and with a band of ground that parts it from those below. */
export function paintEdge(
  context: Context,
  edge: SceneEdge,
  look: PaintLook,
  colours: Colours,
): void {
  const { lens } = look;
  const width = (lens?.width ?? edge.width) * look.width;
  context.lineJoin = 'round';
  context.lineWidth = width + HALO;
  for (const { ground, points } of edge.halos) {
    context.strokeStyle = colourOf(colours, groundColour(ground));
    context.beginPath();
    trace(context, points);
    context.stroke();
  }
  context.globalAlpha = look.alpha;
  context.strokeStyle = look.colour;
  context.lineWidth = width;
  const dash = lens ? lens.dash : edge.dash;
  context.setLineDash(dash?.split(' ').map(Number) ?? []);
  context.stroke(new Path2D(edge.path));
  context.setLineDash([]);
  paintHead(context, edge, look.colour);
  context.globalAlpha = 1;
}

/** How much of its colour a line has from afar, where many lie over each other. */
const THREAD_ALPHA = 0.55;

/** Paints lines from afar, one stroke for all that look alike: no heads, no dashes, no gaps. */
export function paintThreads(
  context: Context,
  edges: readonly SceneEdge[],
  looks: ReadonlyMap<SceneEdge, PaintLook>,
  scale: number,
): void {
  const groups = new Map<string, { look: PaintLook; edges: SceneEdge[] }>();
  for (const edge of edges) {
    const look = looks.get(edge);
    if (!look) continue;
    const key = `${look.colour} ${look.alpha} ${look.width}`;
    const group = groups.get(key);
    if (group) group.edges.push(edge);
    else groups.set(key, { look, edges: [edge] });
  }
  for (const { look, edges: alike } of groups.values()) {
    context.beginPath();
    for (const { points } of alike) trace(context, points);
    context.strokeStyle = look.colour;
    context.globalAlpha = look.width > 1 ? 1 : look.alpha * THREAD_ALPHA;
    // never thinner than it can be seen
    context.lineWidth = Math.max(1.2, (0.6 * look.width) / scale);
    context.stroke();
  }
  context.globalAlpha = 1;
}

/** Paints the word or the count that an edge carries. */
export function paintMark(
  context: Context,
  edge: SceneEdge,
  lens: EdgeLook | undefined,
  detail: Detail,
  colours: Colours,
): void {
  if (!detail.marks) return;
  const { pill, label } = edge;
  context.textAlign = 'center';
  if (pill) {
    const left = pill.x - pill.width / 2;
    const top = pill.y - pill.height / 2;
    context.fillStyle = colours.node;
    context.fillRect(left, top, pill.width, pill.height);
    context.lineWidth = 1;
    context.strokeStyle = colours['node-line'];
    context.strokeRect(left, top, pill.width, pill.height);
    context.fillStyle = colours.text;
    context.font = `600 11px ${colours.font}`;
    context.fillText(String(pill.count), pill.x, pill.y + 3);
    let x = left + 4;
    const total = pill.shares.reduce((sum, { count }) => sum + count, 0);
    for (const { protocol, count } of pill.shares) {
      const width = ((pill.width - 8) * count) / total;
      context.fillStyle = colourOf(colours, protocol);
      context.fillRect(x, top + pill.height - 3.5, width, 2);
      x += width;
    }
  } else if (label) {
    context.fillStyle = colourOf(colours, groundColour(label.ground));
    context.fillRect(
      label.x - label.width / 2,
      label.y - label.height / 2,
      label.width,
      label.height,
    );
    context.fillStyle = colourOf(colours, lens?.colour ?? edge.protocol);
    context.font = `400 11px ${colours.font}`;
    context.fillText(lens ? lens.word : label.text, label.x, label.y + 4);
  }
}
