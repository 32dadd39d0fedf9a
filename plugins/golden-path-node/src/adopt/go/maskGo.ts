/** A string literal of a Go file. */
export interface GoString {
  readonly offset: number;
  /** What stands between the quotes, escapes as written. */
  readonly value: string;
}

/** A Go file without what could be mistaken for code. */
export interface MaskedGo {
  /** As long as the source; comments and literals are blank, their quotes and all lines stay. */
  readonly code: string;
  readonly strings: readonly GoString[];
}

// The lexical grammar of Go: comments, interpreted and raw strings, runes. An
// alternative that starts earlier in the text wins, as in a scanner.
const HIDDEN =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|`[^`]*`?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?/g;

/** Blanks comments, strings and runes of a Go file; never fails on broken source. */
export function maskGo(source: string): MaskedGo {
  const strings: GoString[] = [];
  const code = source.replace(HIDDEN, (text, offset: number) => {
    const quote = text.charAt(0);
    if (quote === '/') return blank(text);
    const closed = text.length > 1 && text.endsWith(quote);
    const value = text.slice(1, closed ? -1 : undefined);
    if (quote !== "'") strings.push({ offset, value });
    return `${quote}${blank(value)}${closed ? quote : ''}`;
  });
  return { code, strings };
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
