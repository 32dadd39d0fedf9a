import { readFileSync } from 'node:fs';
import { recent } from '@golden-path/backstage-plugin-golden-path-common';
import { withoutLongChains } from './longChains';

/** What the formatter's WebAssembly module exports. */
interface Formatter {
  readonly memory: WebAssembly.Memory;
  alloc(length: number): number;
  format(): number;
  output_ptr(): number;
  output_len(): number;
  dispose(): void;
  _initialize(): void;
}

const UNCHANGED = 0;
const FORMATTED = 1;
/** An instance that holds so much is left to the garbage collector. */
const MOST_MEMORY = 64 * 1024 * 1024;

/** A change of one field leaves most files as they were: some twenty services' worth. */
const KEPT = 4000;

const formatted = recent<string>(KEPT);
let compiled: WebAssembly.Module | undefined;
let formatter: Formatter | undefined;

/**
 * Formats Go as gofmt does. Throws an error with line and column when the
 * text is no Go; `path` says which file it was to become.
 * @public
 */
export function gofmt(source: string, path: string): string {
  const known = formatted.get(source);
  if (known !== undefined) return known;
  const text = format(source, path);
  formatted.set(source, text);
  return text;
}

function format(source: string, path: string): string {
  formatter ??= load();
  try {
    // The formatter's stack is small: each addition is a call in a call.
    const { text, restore } = withoutLongChains(source);
    return restore(formatWith(formatter, text, path));
  } catch (error) {
    // Whatever a failed run left in the memory must not meet the next file.
    formatter = undefined;
    throw error;
  } finally {
    // The formatter frees next to nothing: without an end to it, it fills its memory.
    if (formatter && formatter.memory.buffer.byteLength >= MOST_MEMORY) {
      formatter = undefined;
    }
  }
}

function formatWith(instance: Formatter, source: string, path: string): string {
  try {
    const bytes = new TextEncoder().encode(source);
    const at = instance.alloc(bytes.length);
    new Uint8Array(instance.memory.buffer, at, bytes.length).set(bytes);
    const outcome = instance.format();
    if (outcome === UNCHANGED) return source;
    const output = new Uint8Array(
      instance.memory.buffer,
      instance.output_ptr(),
      instance.output_len(),
    );
    const text = new TextDecoder().decode(output);
    if (outcome === FORMATTED) return text;
    throw new Error(`${path}:${text}`);
  } finally {
    instance.dispose();
  }
}

// The package's own loader is an ES module that asks for import.meta, which
// neither a CommonJS build nor Jest has; the WebAssembly itself is a file.
function load(): Formatter {
  compiled ??= new WebAssembly.Module(
    readFileSync(require.resolve('@wasm-fmt/gofmt/wasm')),
  );
  const instance = new WebAssembly.Instance(compiled);
  const exports = instance.exports as unknown as Formatter;
  exports._initialize();
  return exports;
}
