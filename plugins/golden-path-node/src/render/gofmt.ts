import { readFileSync } from 'node:fs';

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

let formatter: Formatter | undefined;

/**
 * Formats Go as gofmt does. Throws an error with line and column when the
 * text is no Go; `path` says which file it was to become.
 */
export function gofmt(source: string, path: string): string {
  formatter ??= load();
  try {
    const bytes = new TextEncoder().encode(source);
    const at = formatter.alloc(bytes.length);
    new Uint8Array(formatter.memory.buffer, at, bytes.length).set(bytes);
    const outcome = formatter.format();
    if (outcome === UNCHANGED) return source;
    const text = new TextDecoder().decode(
      new Uint8Array(
        formatter.memory.buffer,
        formatter.output_ptr(),
        formatter.output_len(),
      ),
    );
    if (outcome === FORMATTED) return text;
    throw new Error(`${path}:${text}`);
  } finally {
    formatter.dispose();
  }
}

// The package's own loader is an ES module that asks for import.meta, which
// neither a CommonJS build nor Jest has; the WebAssembly itself is a file.
function load(): Formatter {
  const file = require.resolve('@wasm-fmt/gofmt/wasm');
  const module = new WebAssembly.Module(readFileSync(file));
  const instance = new WebAssembly.Instance(module);
  const exports = instance.exports as unknown as Formatter;
  exports._initialize();
  return exports;
}
