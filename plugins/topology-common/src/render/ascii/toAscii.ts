import { visibleParts } from '../../layout/visible';
import { Topology } from '../../model/types';
import { drawBoxes } from './drawing';
import { listForm } from './list';

/** @public */
export interface AsciiOptions {
  /** Widest picture in characters; what is wider comes as a list. Default 120. */
  maxWidth?: number;
  /** Boxes to draw as one. */
  collapsed?: ReadonlySet<string>;
}

/** More boxes than this are not legible as characters. */
const MOST_BOXES = 14;

/**
 * The topology as text: boxes and labelled arrows from top to bottom, or, where it is too large
 * for that, a list of every node with its calls.
 * @public
 */
export function toAscii(
  topology: Topology,
  options: AsciiOptions = {},
): string {
  const { maxWidth = 120, collapsed = new Set<string>() } = options;
  const visible = visibleParts(topology, collapsed);
  if (visible.cards.length === 0) return 'empty';
  if (visible.cards.length > MOST_BOXES) return listForm(visible);
  const canvas = drawBoxes(visible);
  return canvas.width > maxWidth ? listForm(visible) : canvas.toString();
}
