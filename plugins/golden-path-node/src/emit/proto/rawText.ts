/** Bytes that Go writes with a letter behind the backslash. */
const LETTERS: Readonly<Record<number, string>> = {
  0x07: 'a',
  0x08: 'b',
  0x09: 't',
  0x0a: 'n',
  0x0b: 'v',
  0x0c: 'f',
  0x0d: 'r',
  0x22: '"',
  0x5c: '\\',
};

const LINE_END = 0x0a;

/** Bytes as Go string literals, one for each line end and the rest. */
export function goByteLines(bytes: Uint8Array): string[] {
  const result: string[] = [];
  let start = 0;
  for (let end = 1; end <= bytes.length; end++) {
    if (bytes[end - 1] === LINE_END || end === bytes.length) {
      result.push(quoted(bytes.subarray(start, end)));
      start = end;
    }
  }
  if (bytes.at(-1) === LINE_END) result.push('""');
  return result;
}

/**
 * What Go's `%q` makes of bytes. All text of a descriptor is ASCII, and bytes
 * above are sizes and tags: two of them may look like one letter of UTF-8.
 */
function quoted(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const letter = printable(bytes, at);
    if (letter) {
      text += letter.text;
      at += letter.size;
    } else {
      text += escaped(bytes[at] ?? 0);
      at++;
    }
  }
  return `"${text}"`;
}

function escaped(byte: number): string {
  const letter = LETTERS[byte];
  if (letter !== undefined) return `\\${letter}`;
  return byte < 0x20 || byte >= 0x7f
    ? `\\x${byte.toString(16).padStart(2, '0')}`
    : String.fromCharCode(byte);
}

const SIZES: readonly (readonly [from: number, to: number, size: number])[] = [
  [0xc2, 0xdf, 2],
  [0xe0, 0xef, 3],
  [0xf0, 0xf4, 4],
];

/** A letter of UTF-8 beyond ASCII that begins at a place. */
function printable(bytes: Uint8Array, at: number) {
  const first = bytes[at] ?? 0;
  const size = SIZES.find(([from, to]) => first >= from && first <= to)?.[2];
  if (size === undefined || at + size > bytes.length) return undefined;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(at, at + size),
    );
  } catch {
    return undefined;
  }
  return { text: shownByGo(text), size };
}

/** Go shows letters, marks, numbers, punctuation and symbols as they are. */
function shownByGo(letter: string): string {
  if (/^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(letter)) return letter;
  const code = letter.codePointAt(0) ?? 0;
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
