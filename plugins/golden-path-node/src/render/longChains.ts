/** Lines of string literals that are added, formatted already. */
const CHAIN = /(?:\t"(?:[^"\\\n]|\\.)*" \+\n){64,}/g;

/**
 * Takes long chains of added strings, a line each, out of Go, for whoever
 * cannot descend so deep; `restore` puts them back where they were.
 */
export function withoutLongChains(source: string) {
  const chains: string[] = [];
  // What stands in for a chain has to be a text that no line of Go is.
  let mark = 'chain';
  while (source.includes(mark)) mark += '_';
  const line = (index: number) => `\t"${mark} ${index}" +\n`;
  const text = source.replace(CHAIN, chain => line(chains.push(chain) - 1));
  const restore = (formatted: string) =>
    chains.reduce(
      (restored, chain, index) => restored.replace(line(index), () => chain),
      formatted,
    );
  return { text, restore };
}
