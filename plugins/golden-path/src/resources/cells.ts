import { FIELD_TYPES } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  FieldAnswers,
  FieldType,
  Problem,
} from '@golden-path/backstage-plugin-golden-path-common';
import { compact } from '../answers/edits';
import { describeLimits, LIMITS_HINT, NO_LIMITS, parseLimits } from './limits';

/** Columns of the table in their order. */
export const COLUMNS = [
  'name',
  'type',
  'required',
  'unique',
  'sortable',
  'default',
  'limits',
] as const;

/** A column of the table. */
export type Column = (typeof COLUMNS)[number];

/** Titles of the columns. */
export const COLUMN_TITLES: Readonly<Record<Column, string>> = {
  name: 'Field',
  type: 'Type',
  required: 'Required',
  unique: 'Unique',
  sortable: 'Sortable',
  default: 'Default',
  limits: 'Reference, values, limits',
};

const UNIQUE_TYPES: readonly FieldType[] = [
  'text',
  'integer',
  'decimal',
  'time',
  'date',
  'uuid',
  'reference',
];

const SORTABLE_TYPES: readonly FieldType[] = [
  'text',
  'integer',
  'decimal',
  'time',
  'date',
];

const FLAGS = ['required', 'unique', 'sortable'] as const;

/** A column that holds yes or no. */
export type Flag = (typeof FLAGS)[number];

/** Whether a column holds yes or no. */
export function isFlag(column: Column): column is Flag {
  return FLAGS.some(flag => flag === column);
}

/** A cell as it is shown and edited. */
export function readCell(field: FieldAnswers, column: Column): string {
  if (column === 'limits') return describeLimits(field);
  if (isFlag(column)) return field[column] ? 'yes' : '';
  return String(field[column] ?? '');
}

/** The field after a cell was written, or why the text cannot be read. */
export type Written =
  | { readonly field: FieldAnswers }
  | { readonly unclear: string };

/** Writes the text of a cell into the field. */
export function writeCell(
  field: FieldAnswers,
  column: Column,
  text: string,
  resources: readonly string[],
): Written {
  const value = text.trim();
  switch (column) {
    case 'name':
      return { field: { ...field, name: value } };
    case 'type':
      return isFieldType(value)
        ? { field: withType(field, value, resources) }
        : { unclear: `${value} is no type. Use ${FIELD_TYPES.join(', ')}.` };
    case 'default':
      return { field: compact({ ...field, default: defaultOf(field, value) }) };
    case 'limits':
      return writeLimits(field, value);
    default:
      return {
        field: compact({ ...field, [column]: value !== '' || undefined }),
      };
  }
}

/** The field with a flag turned. */
export function turnFlag(field: FieldAnswers, flag: Flag): FieldAnswers {
  return compact({ ...field, [flag]: !field[flag] || undefined });
}

/** The field with another type; what the type has no use for goes. */
export function withType(
  field: FieldAnswers,
  type: FieldType,
  resources: readonly string[],
): FieldAnswers {
  if (field.type === type) return field;
  return compact({
    ...field,
    ...NO_LIMITS,
    default: undefined,
    unique: UNIQUE_TYPES.includes(type) ? field.unique : undefined,
    sortable: SORTABLE_TYPES.includes(type) ? field.sortable : undefined,
    type,
    resource: type === 'reference' ? likelyTarget(field, resources) : undefined,
  });
}

/** The next type that begins with a letter, going round. */
export function typeByLetter(
  current: FieldType,
  letter: string,
): FieldType | undefined {
  const at = FIELD_TYPES.indexOf(current);
  const round = [...FIELD_TYPES.slice(at + 1), ...FIELD_TYPES.slice(0, at + 1)];
  return round.find(type => type.startsWith(letter.toLowerCase()));
}

/** The column that shows the value which a problem of a field is about. */
export function columnOf({ path }: Problem): Column {
  const property = path[4];
  return COLUMNS.find(column => column === property) ?? fallback(property);
}

function fallback(property: string | number | undefined): Column {
  return property === undefined || property === 'description'
    ? 'name'
    : 'limits';
}

function writeLimits(field: FieldAnswers, text: string): Written {
  const parsed = parseLimits(field.type, text);
  if ('unclear' in parsed) {
    return {
      unclear: `“${parsed.unclear}” cannot be read. Write ${
        LIMITS_HINT[field.type]
      }.`,
    };
  }
  return { field: compact({ ...field, ...NO_LIMITS, ...parsed.limits }) };
}

/** A default in the type that YAML would give it. */
function defaultOf(
  { type }: FieldAnswers,
  text: string,
): FieldAnswers['default'] {
  if (text === '') return undefined;
  if (type === 'boolean' && (text === 'true' || text === 'false')) {
    return text === 'true';
  }
  const number = Number(text);
  return type === 'integer' && Number.isSafeInteger(number) ? number : text;
}

function likelyTarget(
  { name }: FieldAnswers,
  resources: readonly string[],
): string | undefined {
  return resources.find(resource => resource === name) ?? resources[0];
}

function isFieldType(text: string): text is FieldType {
  return (FIELD_TYPES as readonly string[]).includes(text);
}
