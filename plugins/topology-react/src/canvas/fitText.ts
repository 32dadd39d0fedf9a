const ELLIPSIS = '…';
const AVERAGE_WIDTH = 0.56;

let context: CanvasRenderingContext2D | null | undefined;

function measuringContext() {
  if (context === undefined) {
    // test environments have a canvas element without a drawing context
    context =
      typeof CanvasRenderingContext2D === 'undefined'
        ? null
        : document.createElement('canvas').getContext('2d');
  }
  return context;
}

/** A font as text is measured in it. */
export interface TextFont {
  size: number;
  weight: 400 | 600;
}

let family: string | undefined;

function fontFamily() {
  family ??=
    getComputedStyle(document.documentElement)
      .getPropertyValue('--bui-font-regular')
      .trim() || 'system-ui';
  return family;
}

/** The width of a text in px. */
export function textWidth(text: string, { size, weight }: TextFont): number {
  const measuring = measuringContext();
  if (!measuring) return text.length * size * AVERAGE_WIDTH;
  measuring.font = `${weight} ${size}px ${fontFamily()}, sans-serif`;
  return measuring.measureText(text).width;
}

/** A card shows less than this of either end: the rest need not be measured. */
const END_LETTERS = 60;

const middleLeftOut = (letters: string[]) =>
  letters.length <= 2 * END_LETTERS
    ? letters
    : [...letters.slice(0, END_LETTERS), ...letters.slice(-END_LETTERS)];

/** The text as it is if it fits, otherwise cut in the middle, where names differ least. */
export function fitText(text: string, room: number, font: TextFont): string {
  if (text.length <= 2 * END_LETTERS && textWidth(text, font) <= room) {
    return text;
  }
  const letters = middleLeftOut([...text]);
  for (let kept = letters.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept / 2);
    const cut = [
      ...letters.slice(0, head),
      ELLIPSIS,
      ...letters.slice(letters.length - (kept - head)),
    ].join('');
    if (textWidth(cut, font) <= room) return cut;
  }
  return ELLIPSIS;
}
