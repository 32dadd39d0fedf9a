/** Widths of the printable ASCII characters in thousandths of the font size, as in Helvetica and its kin. */
const WIDTHS =
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584'
    .split(' ')
    .map(Number);

/** Room for faces that run a little wider. */
const SAFETY = 1.04;
const SEMIBOLD = 1.06;
/** No card or title has room for more. */
const MOST_CHARACTERS = 200;

/** About how wide a text is in px, without a DOM to ask. */
export function textWidth(text: string, size: number, weight = 400): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    // beyond ASCII: wide for CJK and emoji, middling for the rest
    width += WIDTHS[code - 32] ?? (code >= 0x1100 ? 1000 : 600);
  }
  const bold = weight >= 600 ? SEMIBOLD : 1;
  return (width / 1000) * size * bold * SAFETY;
}

/** The text, or as much of its two ends as fits, with an ellipsis in the middle. */
export function cutMiddle(
  text: string,
  room: number,
  size: number,
  weight = 400,
): string {
  if (textWidth(text, size, weight) <= room) return text;
  const characters = [...text];
  const most = Math.min(characters.length - 1, MOST_CHARACTERS);
  for (let keep = most; keep > 1; keep -= 1) {
    const head = characters.slice(0, Math.ceil(keep / 2)).join('');
    const tail = characters.slice(-Math.floor(keep / 2)).join('');
    const cut = `${head}…${tail}`;
    if (textWidth(cut, size, weight) <= room) return cut;
  }
  return '…';
}
