/** A piece of a text to be replaced; UTF-8 byte offsets, end exclusive. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text between two byte offsets, with the edits inside it applied. */
export function applyEdits(
  bytes: Uint8Array,
  edits: readonly Edit[],
  start = 0,
  end = bytes.length,
): string {
  const inside = edits
    .filter(edit => edit.start >= start && edit.end <= end)
    .sort((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let at = start;
  for (const edit of inside) {
    if (edit.start < at) {
      throw new Error(`two edits overlap at byte ${edit.start}`);
    }
    pieces.push(decoder.decode(bytes.subarray(at, edit.start)), edit.text);
    at = edit.end;
  }
  pieces.push(decoder.decode(bytes.subarray(at, end)));
  return pieces.join('');
}
