import {
  type ChangeKind,
  type SceneNode,
  type SceneTab,
  shapeDetail,
  shapeGlyph,
  shapeOutline,
} from '@golden-path/backstage-plugin-topology-common';
import type { ListedFinding } from '../../state/findings';
import { notchOf, tabOutlineOf, textPlaceOf } from '../shapes';
import type { Colours } from './colours';
import type { Detail } from './detail';

type Context = CanvasRenderingContext2D;

const paths = new Map<string, Path2D>();

/** Shapes come in few sizes: each outline is read once. */
function pathOf(data: string): Path2D {
  const path = paths.get(data) ?? new Path2D(data);
  paths.set(data, path);
  return path;
}

const SHEETS = [6, 3];
const GLYPH_SIZE = 16;
const GLYPH_STROKE = 1.4;

function paintTint(context: Context, item: SceneNode, tint: string) {
  const { shape, width, height, compact } = item;
  const gateway = shape === 'gateway';
  const notchWidth = compact ? 6 : 8;
  context.save();
  context.clip(pathOf(shapeOutline(shape, width, height)));
  context.strokeStyle = tint;
  context.lineWidth = gateway ? notchWidth : 4;
  context.stroke(pathOf(gateway ? notchOf(height) : `M2 0V${height}`));
  context.restore();
}

function paintGlyph(
  context: Context,
  shape: SceneNode['shape'],
  x: number,
  y: number,
  size: number,
  colour: string,
) {
  context.save();
  context.translate(x, y);
  context.scale(size / GLYPH_SIZE, size / GLYPH_SIZE);
  context.strokeStyle = colour;
  context.lineWidth = GLYPH_STROKE;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(pathOf(shapeGlyph(shape)));
  context.restore();
}

function paintWords(context: Context, item: SceneNode, colours: Colours) {
  const { iconX, textX, shift } = textPlaceOf(item);
  const middle = item.height / 2 + shift;
  const size = item.compact ? 14 : 16;
  paintGlyph(
    context,
    item.shape,
    iconX,
    middle - size / 2,
    size,
    colours['text-second'],
  );
  context.textAlign = 'left';
  context.fillStyle = colours.text;
  context.font = item.compact
    ? `400 12px ${colours.font}`
    : `600 13px ${colours.font}`;
  if (item.compact || !item.detail) {
    context.fillText(item.label, textX, middle + 4.5);
    return;
  }
  context.fillText(item.label, textX, middle - 3.5);
  context.fillStyle = colours['text-second'];
  context.font = `400 11px ${colours.font}`;
  context.fillText(item.detail, textX, middle + 11.5);
}

function paintTab(context: Context, tab: SceneTab, colours: Colours) {
  const path = pathOf(tabOutlineOf(tab.width, tab.height));
  context.save();
  context.translate(tab.x, tab.y);
  context.fillStyle = colours.frame;
  context.fill(path);
  context.lineWidth = 1;
  context.strokeStyle = colours['node-line'];
  context.stroke(path);
  paintGlyph(context, 'api', 6, 3, 11, colours['text-second']);
  context.textAlign = 'left';
  context.fillStyle = colours['text-second'];
  context.font = `400 11px ${colours.font}`;
  context.fillText(tab.label, 20, 12.5);
  context.restore();
}

/** What a card shows besides what it is. */
export interface NodeLook {
  /** The colour of its dimension. */
  tint: string | undefined;
  /** Whether the chosen finding is about it. */
  alert: boolean;
  finding: ListedFinding | undefined;
  change: ChangeKind | undefined;
}

/** How much is left of what does not stand out. */
export const DIM = 0.2;

function paintFinding(
  context: Context,
  { x, y, width }: SceneNode,
  { number, severity }: ListedFinding,
  colours: Colours,
) {
  context.beginPath();
  context.arc(x + width - 8, y, 9, 0, 2 * Math.PI);
  context.fillStyle = colours[`finding-${severity}`];
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = colours.frame;
  context.stroke();
  context.textAlign = 'center';
  context.fillStyle = colours[`finding-${severity}-text`];
  context.font = `600 11px ${colours.font}`;
  context.fillText(String(number), x + width - 8, y + 4);
}

/** How much of its tint a whole card has from afar. */
const WASH = 0.4;

/** A card from afar: a rectangle in the colour of its dimension. */
function paintSpeck(
  context: Context,
  item: SceneNode,
  tint: string,
  colours: Colours,
) {
  context.fillStyle = colours.node;
  context.fillRect(item.x, item.y, item.width, item.height);
  context.fillStyle = tint;
  context.fillRect(item.x, item.y, item.width / 6, item.height);
  const alpha = context.globalAlpha;
  context.globalAlpha = alpha * WASH;
  context.fillRect(item.x, item.y, item.width, item.height);
  context.globalAlpha = alpha;
}

/** Paints a card with its tabs, as far as they can be made out. */
export function paintNode(
  context: Context,
  item: SceneNode,
  { tint, alert, finding, change }: NodeLook,
  detail: Detail,
  colours: Colours,
): void {
  if (!detail.shapes) {
    const plain = change ? colours[change] : tint ?? colours['node-line'];
    paintSpeck(context, item, alert ? colours.error : plain, colours);
    return;
  }
  const { shape, width, height } = item;
  if (detail.words) {
    item.tabs.forEach(tab => paintTab(context, tab, colours));
  }
  context.save();
  context.translate(item.x, item.y);
  context.lineWidth = 1;
  if (item.box) {
    for (const offset of SHEETS) {
      const sheet = pathOf(shapeOutline(shape, width - 2 * offset, height));
      context.translate(offset, offset);
      context.fillStyle = colours.node;
      context.fill(sheet);
      context.strokeStyle = colours['frame-line'];
      context.stroke(sheet);
      context.translate(-offset, -offset);
    }
  }
  const outline = pathOf(shapeOutline(shape, width, height));
  context.fillStyle = colours.node;
  context.fill(outline);
  if (shape === 'external') context.setLineDash([5, 3]);
  const line = change ? colours[change] : colours['node-line'];
  context.strokeStyle = alert ? colours.error : line;
  context.lineWidth = alert || change ? 2 : 1;
  context.stroke(outline);
  context.lineWidth = 1;
  context.setLineDash([]);
  if (tint) paintTint(context, item, tint);
  const inner = shapeDetail(shape, width, height);
  if (inner) {
    context.strokeStyle = colours['node-line'];
    context.stroke(pathOf(inner));
  }
  if (detail.words) paintWords(context, item, colours);
  context.restore();
  if (finding && detail.words) paintFinding(context, item, finding, colours);
}
