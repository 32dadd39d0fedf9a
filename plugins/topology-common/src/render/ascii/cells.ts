/** Text without control characters, on one line. */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ').trim();
}

/** How many cells of a terminal a character takes. */
export function cellsOf(character: string): 0 | 1 | 2 {
  const code = character.codePointAt(0) ?? 0;
  if (
    /[\p{M}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f]/u.test(
      character,
    )
  )
    return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}

/** The cells that a text takes. */
export function cellWidth(text: string): number {
  return [...text].reduce((sum, c) => sum + cellsOf(c), 0);
}

/** The text, or as much of its two ends as fits in so many cells. */
export function cutCells(text: string, room: number): string {
  if (cellWidth(text) <= room) return text;
  const characters = [...text];
  const head = takeCells(characters, Math.ceil((room - 1) / 2));
  const tail = takeCells([...characters].reverse(), Math.floor((room - 1) / 2));
  return `${head.join('')}…${tail.reverse().join('')}`;
}

function takeCells(characters: readonly string[], room: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const character of characters) {
    used += cellsOf(character);
    if (used > room) break;
    taken.push(character);
  }
  return taken;
}
