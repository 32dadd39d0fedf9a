import { ChangeKind } from '../../difference/types';
import { DETAIL_SIZE } from '../../layout/metrics';
import { SceneNode, SceneTab } from '../../layout/scene';
import { cutMiddle } from '../../layout/text';
import { NodeLook } from '../looks';
import { Tint } from '../tints';
import { shapeDetail, shapeGlyph, shapeOutline } from '../shapes';
import { xml } from '../xml';

/** One card with its tabs; `tint` is the colour of its left edge, `look` says what became of it. */
export function nodeSvg(
  node: SceneNode,
  tint: Tint | undefined,
  clipId: string,
  look?: NodeLook,
): string {
  const { width, height, shape } = node;
  const outline = shapeOutline(shape, width, height);
  const detail = shapeDetail(shape, width, height);
  const change = look?.change;
  const isDashed = shape === 'external' || change === 'removed';
  const dash = isDashed ? ' stroke-dasharray="5 3"' : '';
  const outlined = change ? `k ${change}` : 'k';
  const lines = [
    `<g transform="translate(${node.x} ${node.y})">`,
    `<title>${xml(describe(node))}</title>`,
    node.box ? sheets(width, height) : '',
    `<path class="${outlined}" d="${outline}"${dash}/>`,
    tint === undefined
      ? ''
      : `<g clip-path="url(#${clipId})"><path class="m${tint}" d="${edgePath(
          node,
        )}"/></g>`,
    detail ? `<path class="s" d="${detail}"/>` : '',
    words(node, look),
    change ? badge(change, width) : '',
    '</g>',
    ...node.tabs.map(tabSvg),
  ];
  return lines.filter(line => line !== '').join('');
}

function describe(node: SceneNode): string {
  const { fullLabel, node: own, detail } = node;
  const text = detail || own?.type || node.shape;
  return own?.owner
    ? `${fullLabel}, ${text}, owner ${own.owner}`
    : `${fullLabel}, ${text}`;
}

/** A gateway's edge follows its notch. */
function edgePath({ shape, height: h }: SceneNode): string {
  return shape === 'gateway'
    ? `M2 0H6L13 ${h / 2}L6 ${h}H2L9 ${h / 2}Z`
    : `M0 0H4V${h}H0Z`;
}

function sheets(width: number, height: number): string {
  return [6, 3]
    .map(
      shift =>
        `<path class="k" d="${shapeOutline(
          'service',
          width - shift * 2,
          height,
        )}" transform="translate(${shift} ${shift})"/>`,
    )
    .join('');
}

/** Icons stand clear of a notch or a rounded end. */
function iconStart(shape: SceneNode['shape']): number {
  if (shape === 'gateway') return 18;
  return shape === 'topic' ? 16 : 14;
}

/** A cylinder's lid takes the top of its card. */
function lidHeight(shape: SceneNode['shape'], compact: boolean): number {
  if (shape !== 'database' && shape !== 'cache') return 0;
  return compact ? 2.5 : 4.5;
}

function words(node: SceneNode, look: NodeLook | undefined): string {
  const { height, shape, compact } = node;
  const down = lidHeight(shape, compact);
  const iconX = iconStart(shape) - (compact ? 5 : 0);
  const middle = height / 2 + down;
  const textX = iconX + (compact ? 20 : 25);
  const icon = `<path class="i" d="${shapeGlyph(
    shape,
  )}" transform="translate(${iconX} ${middle - 8})${
    compact ? ' scale(.9)' : ''
  }"/>`;
  const label = xml(node.label);
  const struck =
    look?.change === 'removed' ? ' text-decoration="line-through"' : '';
  const room = node.width - textX - 10;
  const detail = look?.detail
    ? cutMiddle(look.detail, room, DETAIL_SIZE)
    : node.detail;
  if (node.detail === '') {
    return `${icon}<text class="n c"${struck} x="${textX}" y="${
      middle + 4
    }">${label}</text>`;
  }
  return `${icon}<text class="n"${struck} x="${textX}" y="${
    middle - 3
  }">${label}</text><text class="d" x="${textX}" y="${middle + 13}">${xml(
    detail,
  )}</text>`;
}

const BADGE = 18;
const SIGNS: Readonly<Record<ChangeKind, string>> = {
  added: 'M-4 0H4M0 -4V4',
  removed: 'M-4 0H4',
  changed: 'M-4.5 1Q-2.2 -3 0 0T4.5 -1',
};

/** A square with the sign of a change, over the card's top right corner. */
function badge(change: ChangeKind, width: number): string {
  const half = BADGE / 2;
  return `<g transform="translate(${
    width - half
  } 0)"><rect class="f ${change}" x="${-half}" y="${-half}" width="${BADGE}" height="${BADGE}" rx="4"/><path class="x" d="${
    SIGNS[change]
  }"/></g>`;
}

function tabSvg(tab: SceneTab): string {
  const { x, y, width: w, height: h } = tab;
  return [
    `<g transform="translate(${x} ${y})"><title>${xml(tab.fullLabel)}</title>`,
    `<path class="t" d="M0 ${h}V4Q0 0 4 0H${w - 4}Q${w} 0 ${w} 4V${h}"/>`,
    `<path class="i" d="${shapeGlyph(
      'api',
    )}" transform="translate(6 3) scale(.7)"/>`,
    `<text class="d" x="20" y="${h - 5}">${xml(tab.label)}</text></g>`,
  ].join('');
}
