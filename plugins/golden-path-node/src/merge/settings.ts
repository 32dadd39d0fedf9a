import type { ConfigKey } from '@golden-path/backstage-plugin-golden-path-common';

/** Settings in the order of their keys, which puts related ones together. */
export function sortedSettings(config: readonly ConfigKey[]): ConfigKey[] {
  return [...config].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** What a setting is, as a sentence: `is the time …` becomes `The time …`. */
export function meaningOf({ doc, values }: ConfigKey): string {
  const phrase = doc.replace(/^(is|are) /, '').replace(/\.?$/, '');
  const choices = values && !values.every(value => phrase.includes(value));
  const named = choices ? `${phrase}: ${values.join(', ')}` : phrase;
  return `${named.charAt(0).toUpperCase()}${named.slice(1)}.`;
}
