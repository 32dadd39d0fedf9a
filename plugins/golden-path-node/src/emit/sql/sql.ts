import { createHash } from 'node:crypto';
import { SQL_RESERVED } from '@golden-path/backstage-plugin-golden-path-common';

/** Bytes of a name that PostgreSQL keeps; it cuts longer ones silently. */
const MAX_NAME = 63;

/** A table, column or constraint as SQL names it; reserved words are quoted. */
export function sqlName(name: string): string {
  return SQL_RESERVED.has(name) ? `"${name}"` : name;
}

/** A name put together of parts; one that is too long ends in a hash. */
export function joinedName(...parts: readonly string[]): string {
  const name = parts.join('_');
  if (name.length <= MAX_NAME) {
    return name;
  }
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, MAX_NAME - 9)}_${hash}`;
}

/**
 * A text as an SQL literal. Two hyphens are escaped: tools that split files
 * into statements take them for a comment, even inside of a literal.
 */
export function sqlText(text: string): string {
  const quoted = text.replace(/'/g, "''");
  return quoted.includes('--')
    ? `E'${quoted.replace(/\\/g, '\\\\').replace(/--/g, '-\\x2d')}'`
    : `'${quoted}'`;
}
