import type { Field } from '@golden-path/backstage-plugin-golden-path-common';
import { isNullable } from '../fields/nullable';
import { joinedName, sqlName, sqlText } from './sql';

/** The column's definition as `CREATE TABLE` has it. */
export function columnDefinition(field: Field): string {
  return [
    sqlName(field.column),
    columnType(field),
    ...(isNullable(field) ? [] : ['NOT NULL']),
    ...defaultClause(field),
  ].join(' ');
}

/** The name of a constraint or index of a field's column. */
export function constraintName(
  table: string,
  field: Field,
  ending: string,
): string {
  return joinedName(table, field.column, ending);
}

/** What the values of the column have to meet, if their type is not enough. */
export function columnCheck(field: Field): string | undefined {
  const column = sqlName(field.column);
  switch (field.type) {
    case 'text':
      return [
        within(
          `char_length(${column})`,
          atLeast(Math.max(field.minLength ?? 0, field.required ? 1 : 0)),
          String(field.maxLength),
        ),
        ...formatCheck(column, field),
      ].join(' AND ');
    case 'enum':
      return `${column} IN (${(field.values ?? []).map(sqlText).join(', ')})`;
    case 'integer':
    case 'decimal':
      return within(column, field.min, field.max);
    case 'list':
      return within(
        `cardinality(${column})`,
        atLeast(field.required ? 1 : 0),
        String(field.maxItems),
      );
    default:
      return undefined;
  }
}

/** What nothing of a format can do without; the service knows the whole format. */
function formatCheck(column: string, { format }: Field): string[] {
  switch (format) {
    case 'email':
      return [`${column} LIKE '_%@_%'`];
    case 'url':
      return [`${column} ~* '^https?://.'`];
    default:
      return [];
  }
}

/** The type of a column, as PostgreSQL names it. */
export function columnType(field: Field): string {
  switch (field.type) {
    case 'text':
    case 'enum':
      return 'text';
    case 'integer':
      return 'bigint';
    case 'decimal':
      return `numeric(${field.precision}, ${field.scale})`;
    case 'boolean':
      return 'boolean';
    case 'time':
      return 'timestamptz';
    case 'date':
      return 'date';
    case 'uuid':
    case 'reference':
      return 'uuid';
    case 'list':
      return field.items === 'integer' ? 'bigint[]' : 'text[]';
    default:
      return field.type satisfies never;
  }
}

function defaultClause(field: Field): string[] {
  if (field.type === 'list') {
    return ["DEFAULT '{}'"];
  }
  if (field.default === undefined) {
    return [];
  }
  const plain = ['integer', 'decimal', 'boolean'].includes(field.type);
  const value = String(field.default);
  return [`DEFAULT ${plain ? value : sqlText(value)}`];
}

/** A condition on what has a least value, a greatest, both or neither. */
function within(
  what: string,
  min: string | undefined,
  max: string | undefined,
): string | undefined {
  if (min !== undefined && max !== undefined) {
    return `${what} BETWEEN ${min} AND ${max}`;
  }
  if (min !== undefined) {
    return `${what} >= ${min}`;
  }
  return max === undefined ? undefined : `${what} <= ${max}`;
}

/** A least number of characters or items; 0 says nothing. */
function atLeast(count: number): string | undefined {
  return count > 0 ? String(count) : undefined;
}
