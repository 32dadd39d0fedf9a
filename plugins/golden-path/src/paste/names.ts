import { singularOfWord } from '@golden-path/backstage-plugin-golden-path-common';

/** Words of a name in whatever spelling: `orderItems`, `ORDER_ITEMS`, `Order items`. */
function wordsIn(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase());
}

/** A column's or key's name as a field's. */
export function fieldName(name: string): string {
  return wordsIn(name).join('_') || 'field';
}

/** A table's or file's name as a resource's: singular, words joined by `-`. */
export function resourceName(name: string): string {
  const words = wordsIn(name);
  const last = words.at(-1) ?? '';
  return [...words.slice(0, -1), singularOfWord(last) ?? last].join('-');
}

/** The name without `_id` at its end, when it has one. */
export function referredName(field: string): string | undefined {
  return /^(.+)_(?:id|uuid|fk)$/.exec(field)?.[1];
}
