const LIMIT = 80;

/**
 * Text for a quoted Mermaid label. Letters, digits and harmless marks stay; everything else,
 * quotes, brackets, markup, backticks and Mermaid's own `#` included, becomes a character code.
 */
export function mermaidText(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const characters = [...line];
  const cut =
    characters.length > LIMIT
      ? [...characters.slice(0, LIMIT - 1), '…']
      : characters;
  return cut.map((c, i) => (isHarmless(c, i, cut) ? c : code(c))).join('');
}

function isHarmless(
  character: string,
  index: number,
  all: readonly string[],
): boolean {
  if (/[\p{L}\p{N}\p{M} ]/u.test(character)) return true;
  // at the start of a label these would make a Markdown list
  if ('-.'.includes(character)) {
    return index > 0 && /[\p{L}\p{N}]/u.test(all[index + 1] ?? '');
  }
  return '_,:/·…'.includes(character);
}

function code(character: string): string {
  return `#${character.codePointAt(0) ?? 0};`;
}
