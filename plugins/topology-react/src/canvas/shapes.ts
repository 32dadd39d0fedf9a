import type { SceneNode } from '@golden-path/backstage-plugin-topology-common';

const NOTCH = 9;

/** The notch of a gateway, which carries its tint instead of a straight edge. */
export const notchOf = (height: number): string =>
  `M2 0L${NOTCH} ${height / 2}L2 ${height}`;

/** The tab of an API: open at the bottom, where it meets its provider. */
export const tabOutlineOf = (width: number, height: number): string =>
  `M0 ${height}V4Q0 0 4 0H${width - 4}Q${width} 0 ${width} 4V${height}`;

function iconStart(shape: SceneNode['shape']) {
  if (shape === 'gateway') return 18;
  return shape === 'topic' ? 16 : 14;
}

/** Where icon and text of a card stand, by its shape. */
export function textPlaceOf(item: Pick<SceneNode, 'shape' | 'compact'>): {
  iconX: number;
  textX: number;
  shift: number;
  rightInset: number;
} {
  const { shape, compact } = item;
  const iconX = iconStart(shape) - (compact ? 4 : 0);
  // a cylinder's lid takes the top of its card
  const lid = compact ? 3 : 4.5;
  return {
    iconX,
    textX: iconX + (compact ? 19 : 25),
    shift: shape === 'database' || shape === 'cache' ? lid : 0,
    rightInset: shape === 'topic' ? 24 : 10,
  };
}
