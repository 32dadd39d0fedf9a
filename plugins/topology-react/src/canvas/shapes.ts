import type { SceneNode } from '@golden-path/backstage-plugin-topology-common';

type Shape = SceneNode['shape'];

const CORNER = 6;
const LID = 5;
const TUBE = 9;
const NOTCH = 9;

const isCylinder = (shape: Shape) => shape === 'database' || shape === 'cache';

function card(width: number, height: number) {
  const right = width - CORNER;
  const bottom = height - CORNER;
  return [
    `M${CORNER} 0H${right}Q${width} 0 ${width} ${CORNER}`,
    `V${bottom}Q${width} ${height} ${right} ${height}`,
    `H${CORNER}Q0 ${height} 0 ${bottom}`,
    `V${CORNER}Q0 0 ${CORNER} 0Z`,
  ].join('');
}

function notchedCard(width: number, height: number) {
  const right = width - CORNER;
  return [
    `M2 0H${right}Q${width} 0 ${width} ${CORNER}`,
    `V${height - CORNER}Q${width} ${height} ${right} ${height}`,
    `H2L${NOTCH} ${height / 2}Z`,
  ].join('');
}

function cylinder(width: number, height: number) {
  const bulge = LID / 3;
  return [
    `M0 ${LID}C0 ${-bulge} ${width} ${-bulge} ${width} ${LID}`,
    `V${height - LID}`,
    `C${width} ${height + bulge} 0 ${height + bulge} 0 ${height - LID}Z`,
  ].join('');
}

function tube(width: number, height: number) {
  const end = width - TUBE;
  return [
    `M${TUBE} 0H${end}C${width + 3} 0 ${width + 3} ${height} ${end} ${height}`,
    `H${TUBE}C-3 ${height} -3 0 ${TUBE} 0Z`,
  ].join('');
}

/** The outline of a card, as SVG path data from 0,0. */
export function outlineOf(shape: Shape, width: number, height: number): string {
  if (shape === 'gateway') return notchedCard(width, height);
  if (isCylinder(shape)) return cylinder(width, height);
  return shape === 'topic' ? tube(width, height) : card(width, height);
}

/** The line inside the outline that makes it a worker, a cylinder or a tube. */
export function innerLineOf(
  shape: Shape,
  width: number,
  height: number,
): string | undefined {
  if (shape === 'worker') return `M${width - 5} 0.5V${height - 0.5}`;
  if (isCylinder(shape))
    return `M0 ${LID}C0 11.7 ${width} 11.7 ${width} ${LID}`;
  if (shape !== 'topic') return undefined;
  const end = width - TUBE;
  return `M${end} 0C${end - 12} 0 ${end - 12} ${height} ${end} ${height}`;
}

/** The notch of a gateway, which carries its tint instead of a straight edge. */
export const notchOf = (height: number): string =>
  `M2 0L${NOTCH} ${height / 2}L2 ${height}`;

/** The tab of an API: open at the bottom, where it meets its provider. */
export function tabOutlineOf(width: number, height: number): string {
  return [
    `M0 ${height}V4Q0 0 4 0H${width - 4}Q${width} 0 ${width} 4V${height}`,
  ].join('');
}

/** Where icon and text of a card stand, by its shape. */
export function textPlaceOf(
  item: Pick<SceneNode, 'shape' | 'compact' | 'width' | 'height'>,
) {
  const iconX = { gateway: 18, topic: 16 }[item.shape as string] ?? 14;
  const shift = isCylinder(item.shape) ? 4.5 : 0;
  const rightInset = item.shape === 'topic' ? 24 : 10;
  if (item.compact) {
    const left = iconX - 4;
    return { iconX: left, textX: left + 19, shift: shift * 0.7, rightInset };
  }
  return { iconX, textX: iconX + 25, shift, rightInset };
}
