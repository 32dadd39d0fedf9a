import { textWidth } from '../../layout/text';
import { round } from '../../layout/paths';
import { Tints } from '../tints';
import { xml } from '../xml';

/** How high the strip under a picture is. */
export const LEGEND_HEIGHT = 36;
const SIZE = 12;
const PADDING = 20;
const GAP = 14;

/** One line under a picture that says whose colour is whose; what has no room is left out. */
export function legendSvg(tints: Tints, top: number, width: number): string {
  const word = tints.dimension[0]!.toUpperCase() + tints.dimension.slice(1);
  const y = top + LEGEND_HEIGHT / 2;
  const text = (words: string, x: number, kind: string) =>
    `<text class="${kind}" x="${round(x)}" y="${y + 4}">${xml(words)}</text>`;
  const parts = [text(word, PADDING, 'd c')];
  let x = PADDING + textWidth(word, SIZE) + GAP;
  for (const { label, tint } of tints.keys) {
    const end = x + 10 + textWidth(label, SIZE);
    if (end > width - PADDING) break;
    parts.push(
      `<rect class="m${tint}" x="${round(x)}" y="${
        y - 7
      }" width="4" height="14"/>`,
      text(label, x + 10, 'c'),
    );
    x = end + GAP;
  }
  return `<g>${parts.join('')}</g>`;
}
