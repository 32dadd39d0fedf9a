/**
 * Characters that no text of the answers may hold: control characters, halves
 * of pairs, line separators, and marks that reorder or hide source text.
 */
const UNSAFE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The first unsafe character as `U+0000`, or undefined. */
export function unsafeCharacter(text: string): string | undefined {
  const found = text.match(UNSAFE)?.[0];
  return found === undefined
    ? undefined
    : `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** The text without unsafe characters. */
export function withoutUnsafe(text: string): string {
  return text.replace(UNSAFE, '');
}

/** One line: white space of any kind becomes single spaces. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A value of the answers as a message shows it: quoted, escaped, short. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  const safe = text.replace(/[\u007f-\uffff]/g, char =>
    /[\p{L}\p{N}]/u.test(char) ? char : escaped(char),
  );
  return safe.length > 60 ? `${safe.slice(0, 56)}…${safe.slice(-1)}` : safe;
}

/** A name in lower case that is near what the person wrote, or undefined. */
export function nameNear(
  value: string,
  joint: '-' | '_',
  max: number,
): string | undefined {
  const near = value
    .slice(0, 400)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, joint)
    .replace(/^[-_0-9]+/, '')
    .slice(0, max)
    .replace(/[-_]+$/, '');
  return near === '' ? undefined : near;
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
