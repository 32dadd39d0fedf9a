import type { Pasted } from './pasted';
import { readCsv } from './readCsv';
import { readJson } from './readJson';
import { readSql } from './sql/readSql';

/** More than any table's text; beyond it is a whole database's dump. */
const MOST_CHARACTERS = 500_000;

/**
 * What a pasted text says about resources: SQL, JSON, or a table of separated
 * values. `resources` are the names that a reference may mean.
 */
export function understand(
  text: string,
  resources: readonly string[],
): Pasted | undefined {
  const start = text.trimStart();
  if (start === '') return undefined;
  if (text.length > MOST_CHARACTERS) {
    const message = `The text has ${text.length} characters; paste at most ${MOST_CHARACTERS}, such as the schema without its data.`;
    return { format: 'SQL', resources: [], faults: [{ line: 1, message }] };
  }
  if (/^[[{]/.test(start)) return readJson(text, resources);
  return isSql(text) ? readSql(text) : readCsv(text, resources);
}

/** Whether a text is more than a value: something to be understood first. */
export function isWorthReading(text: string): boolean {
  return /[\n\t]/.test(text.trim()) || /^[[{]/.test(text.trim()) || isSql(text);
}

function isSql(text: string): boolean {
  return /\bcreate\s+(?:\w+\s+){0,2}(?:table|type)\b|\balter\s+table\b/i.test(
    text,
  );
}
