/** Text that a link may grow to when it is read: more than any answers have. */
const MOST_BYTES = 2_000_000;

/** A text as compressed, address-safe characters. */
export async function compress(text: string): Promise<string> {
  const bytes = await through(
    new CompressionStream('deflate-raw'),
    new TextEncoder().encode(text),
  );
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return btoa(binary)
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}

/**
 * The text that {@link compress} was given.
 *
 * @throws Error when the characters are no such text, or one without end
 */
export async function decompress(packed: string): Promise<string> {
  const binary = atob(packed.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = Uint8Array.from(binary, char => char.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(
    await through(new DecompressionStream('deflate-raw'), bytes),
  );
}

async function through(
  { readable, writable }: GenericTransformStream,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const writer = writable.getWriter();
  // What fails here fails at the reader too, which is waited for.
  writer.write(bytes).catch(() => {});
  writer.close().catch(() => {});
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > MOST_BYTES) throw new Error('The text is too long.');
    chunks.push(value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
