import type { FieldAnswers } from '@golden-path/backstage-plugin-golden-path-common';
import { compact } from '../../answers/edits';
import { givenNote } from '../givenNote';
import { fieldName, referredName, resourceName } from '../names';
import { GIVEN_FIELDS } from '../pasted';
import type { Guess, Pasted, PastedField, PastedResource } from '../pasted';
import { readCheck } from './checks';
import type { ColumnCheck } from './checks';
import { readTables } from './tables';
import type { Column, Table } from './tables';
import type { SqlToken } from './tokens';

/** Reads the tables that SQL creates, in the order in which they stand. */
export function readSql(text: string): Pasted {
  const { tables, faults } = readTables(text);
  const none = {
    line: 1,
    message: 'The SQL creates no table. Paste CREATE TABLE with its columns.',
  };
  return {
    format: 'SQL',
    resources: tables.map(resourceOf),
    faults: tables.length + faults.length > 0 ? faults : [none],
  };
}

function resourceOf(table: Table): PastedResource {
  const { columns } = table;
  const leftOut: string[] = [];
  const checks: ColumnCheck[] = [];
  for (const tokens of table.checks) {
    const read = readCheck(tokens);
    if (read) checks.push(...read);
    else {
      leftOut.push(
        `the check ${textOf(tokens)} is left out: write it in rules.go`,
      );
    }
  }
  for (const names of table.together) {
    leftOut.push(
      `unique together is left out: ${names.map(fieldName).join(', ')}`,
    );
  }
  const given = columns.filter(isGiven).map(({ name }) => fieldName(name));
  leftOut.unshift(...givenNote(given));
  for (const { name } of columns.filter(({ computed }) => computed)) {
    leftOut.push(`${fieldName(name)} is computed and left out`);
  }
  const count = columns.length === 1 ? '1 column' : `${columns.length} columns`;
  return {
    name: resourceName(table.name),
    source: `CREATE TABLE ${table.name}, ${count}`,
    ...(table.comment && { description: table.comment.slice(0, 500) }),
    fields: columns
      .filter(column => !isGiven(column) && !column.computed)
      .map(column => fieldOf(column, checks)),
    leftOut,
  };
}

/** Of a key only the resource's own is given: one that refers stays. */
function isGiven(column: Column): boolean {
  const isOwnKey = column.key && !column.references;
  return isOwnKey || GIVEN_FIELDS.has(fieldName(column.name));
}

function fieldOf(column: Column, checks: readonly ColumnCheck[]): PastedField {
  const name = fieldName(column.name);
  const common = {
    required: column.required || column.key || undefined,
    unique: column.unique || undefined,
    description: column.comment?.slice(0, 500),
  };
  if (column.references) {
    const { table, onDelete } = column.references;
    return {
      field: compact({
        name: referredName(name) ?? name,
        type: 'reference' as const,
        resource: resourceName(table),
        onDelete: onDelete ?? 'refuse',
        ...common,
      }),
    };
  }
  const { type, guess } = column.type;
  const own = checks.filter(
    check => check.column.toLowerCase() === column.name.toLowerCase(),
  );
  const field: FieldAnswers = compact({
    name,
    ...type,
    ...limitsOf(type.type, own),
    ...common,
  });
  const value = defaultOf(field, column.default ?? []);
  const read = value === undefined ? field : { ...field, default: value };
  if (/passw|secret|token|_hash$/.test(name)) {
    return { field: read, guess: secretGuess(name) };
  }
  return { field: read, ...(guess && { guess: guessOf(column, guess) }) };
}

/** What the checks of a column add to its type. */
function limitsOf(
  type: FieldAnswers['type'],
  checks: readonly ColumnCheck[],
): Partial<FieldAnswers> {
  const fitting = checks
    .map(({ limits }) => limits)
    .filter(limits => limits.type !== 'integer' || type === 'integer');
  const merged: Partial<FieldAnswers> = Object.assign({}, ...fitting);
  return merged.type === 'enum'
    ? { ...merged, minLength: undefined, maxLength: undefined }
    : merged;
}

function secretGuess(name: string): Guess {
  return {
    text: `${name} would be readable through the API`,
    other: { label: 'leave it out' },
  };
}

function guessOf({ name, type }: Column, text: string): Guess {
  const field = fieldName(name);
  if (type.poor) return { text, other: { label: 'leave it out' } };
  return {
    text,
    other:
      type.type.type === 'text'
        ? { label: 'leave it out' }
        : { label: 'use text', field: { name: field, type: 'text' } },
  };
}

/** A default that is a plain value; functions such as now() are no value. */
function defaultOf(
  { type, unique }: FieldAnswers,
  tokens: readonly SqlToken[],
): FieldAnswers['default'] {
  const [first, second] = tokens;
  if (!first || unique || type === 'list') return undefined;
  if (first.kind === 'string') {
    return type === 'integer' || type === 'boolean' ? undefined : first.text;
  }
  if (type === 'boolean' && (first.text === '0' || first.text === '1')) {
    return first.text === '1';
  }
  if (first.kind === 'number') return numberOf(type, first.text);
  if (first.text === '-' && second?.kind === 'number') {
    return numberOf(type, `-${second.text}`);
  }
  return first.text === 'true' || first.text === 'false'
    ? first.text === 'true'
    : undefined;
}

function numberOf(
  type: FieldAnswers['type'],
  text: string,
): FieldAnswers['default'] {
  return type === 'integer' ? Number(text) : text;
}

function textOf(tokens: readonly SqlToken[]): string {
  const text = tokens
    .map(({ kind, text: part }) => (kind === 'string' ? `'${part}'` : part))
    .join(' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
