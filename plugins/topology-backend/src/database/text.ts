/** Longer than any ref or name that means something, and short enough for PostgreSQL to index. */
const MAX_INDEXED = 800;

/**
 * A text as every database keeps it: PostgreSQL refuses U+0000, and half a surrogate pair would be read
 * back as another character.
 */
export function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd').replace(/\p{Cs}/gu, '\ufffd');
}

/** True if a text can be stored as it is, and found again by an index. */
export function isIndexable(text: string): boolean {
  return text.length <= MAX_INDEXED && storable(text) === text;
}
