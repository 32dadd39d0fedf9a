import {
  DEFAULT_ITEM_LENGTH,
  INTEGER_RANGE,
  type Field,
} from '@golden-path/backstage-plugin-golden-path-common';
import { isNullable } from '../fields/nullable';
import { boundsInWords, decimalPattern } from './decimalPattern';
import type { Schema } from './model';
import type { Yaml } from './yaml';

/** Text as PostgreSQL keeps it. */
const TEXT = { pattern: String.raw`^[^\x00]*$` };

const WEB_ADDRESS = String.raw`^https?://[^\x00]+$`;

const TYPES: Readonly<Record<Field['type'], string>> = {
  text: 'string',
  integer: 'integer',
  decimal: 'string',
  boolean: 'boolean',
  time: 'string',
  date: 'string',
  uuid: 'string',
  enum: 'string',
  reference: 'string',
  list: 'array',
};

/** The field in an answer. */
export function answerSchema(field: Field): Schema {
  return described(field, {
    ...typed(field, isNullable(field)),
    ...limits(field),
  });
}

/** The field in a request: what has a default may be left out or null. */
export function requestSchema(field: Field): Schema {
  const optional = !field.required || field.default !== undefined;
  return described(field, {
    ...typed(field, optional),
    ...limits(field, optional),
    ...(field.default === undefined ? {} : { default: defaultOf(field) }),
  });
}

/** The field as a query's parameter. */
export function parameterSchema(field: Field): Schema {
  switch (field.type) {
    case 'text':
      return { type: 'string', ...TEXT };
    case 'decimal':
      return {
        type: 'string',
        pattern: String.raw`^-?(0|[1-9][0-9]{0,99})(\.[0-9]{1,99})?$`,
      };
    default:
      return { ...typed(field, false), ...limits(field) };
  }
}

function typed(field: Field, nullable: boolean): Schema {
  const type = TYPES[field.type];
  return { type: nullable ? [type, 'null'] : type };
}

/** What the values meet besides their type. */
function limits(field: Field, nullable = false): Schema {
  switch (field.type) {
    case 'text':
      return textLimits(field);
    case 'integer':
      return integerLimits(field);
    case 'decimal':
      return { pattern: decimalPattern(field) };
    case 'time':
      return { format: 'date-time' };
    case 'date':
      return { format: 'date' };
    case 'uuid':
    case 'reference':
      return { format: 'uuid' };
    case 'enum':
      return { enum: [...(field.values ?? []), ...(nullable ? [null] : [])] };
    case 'list':
      return {
        ...(field.required ? { minItems: 1 } : {}),
        maxItems: field.maxItems,
        items:
          field.items === 'integer'
            ? { type: 'integer', ...integerLimits({}) }
            : { type: 'string', maxLength: DEFAULT_ITEM_LENGTH, ...TEXT },
      };
    default:
      return {};
  }
}

function textLimits(field: Field): Schema {
  const least = Math.max(field.minLength ?? 0, field.required ? 1 : 0);
  const length = {
    ...(least > 0 && field.format === undefined ? { minLength: least } : {}),
    maxLength: field.maxLength,
  };
  switch (field.format) {
    case 'email':
      return { format: 'email', ...length };
    case 'url':
      return { format: 'uri', ...length, pattern: WEB_ADDRESS };
    default:
      return { ...length, ...TEXT };
  }
}

function integerLimits({ min, max }: Pick<Field, 'min' | 'max'>): Schema {
  return {
    format: 'int64',
    minimum: min === undefined ? INTEGER_RANGE.min : BigInt(min),
    maximum: max === undefined ? INTEGER_RANGE.max : BigInt(max),
  };
}

function defaultOf(field: Field): Yaml {
  return field.type === 'integer'
    ? BigInt(String(field.default))
    : field.default ?? null;
}

function described(field: Field, schema: Schema): Schema {
  const description = descriptionOf(field);
  return description === '' ? schema : { ...schema, description };
}

/** Says in words what only the pattern of a decimal tells besides. */
function descriptionOf(field: Field): string {
  const bounds = field.type === 'decimal' ? boundsInWords(field) : '';
  if (field.description === '' || bounds === '') {
    return field.description || bounds;
  }
  const sentence = /[.!?]$/.test(field.description);
  return `${field.description}${sentence ? '' : '.'} ${bounds}`;
}
