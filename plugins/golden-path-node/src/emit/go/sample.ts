import {
  compareDecimals,
  parseDecimal,
} from '@golden-path/backstage-plugin-golden-path-common';
import { goText } from './go';
import { code, type GoCode } from '../fields/shape';
import type { GoField } from '../fields';

/**
 * A valid value of the field as Go code, undefined for what stays empty. The
 * n-th value of a unique field is like no other.
 */
export function sampleValue(field: GoField, of: string): GoCode | undefined {
  const value = sample(field, of);
  return value && field.nullable
    ? { ...value, code: `new(${value.code})` }
    : value;
}

function sample({ field, wire, enum: goEnum }: GoField, of: string) {
  const { unique } = field;
  switch (field.type) {
    case 'text':
      return text(field, wire);
    case 'enum':
      return code(`${of}${goEnum?.constants[0]?.name}`);
    case 'integer':
      return code(unique ? nthInteger(field) : `int64(${inside(field, '1')})`);
    case 'decimal':
      return decimal(field);
    case 'boolean':
      return code('true');
    case 'time':
      return unique
        ? code('someMoment.Add(time.Duration(n) * time.Second)', 'time')
        : code('someMoment');
    case 'date':
      return code(unique ? 'someDay.AddDate(0, 0, n)' : 'someDay');
    case 'uuid':
      return code('uuid.New()', 'uuid');
    case 'reference':
      // An optional reference stays empty: rings would never end.
      return field.required ? code('uuid.New()', 'uuid') : undefined;
    case 'list':
      return code(
        field.items === 'integer' ? '[]int64{1}' : `[]string{${goText(wire)}}`,
      );
    default:
      return field.type satisfies never;
  }
}

type Field = GoField['field'];

function text(field: Field, wire: string): GoCode {
  if (field.format !== undefined) {
    return code(field.format === 'email' ? 'someEmail(n)' : 'someURL(n)');
  }
  const least = Math.max(field.minLength ?? 0, 1);
  return code(`someText(${goText(wire)}, n, ${least}, ${field.maxLength})`);
}

function nthInteger({ min, max }: Field): string {
  if (min !== undefined && min !== '0') {
    return `${min} + int64(n)`;
  }
  return min === undefined && max !== undefined
    ? `${max} - int64(n)`
    : 'int64(n)';
}

function decimal(field: Field): GoCode {
  const { min, max, scale = 0, unique } = field;
  if (!unique) {
    return number(inside(field, usualDecimal(field)));
  }
  const step = `decimal.New(int64(n), ${scale === 0 ? '0' : -scale})`;
  if (min !== undefined && min !== '0') {
    return code(`${number(min).code}.Add(${step})`, 'decimal');
  }
  return min === undefined && max !== undefined
    ? code(`${number(max).code}.Sub(${step})`, 'decimal')
    : code(step, 'decimal');
}

/** As much of 1.25 as the digits of the field hold. */
function usualDecimal({ precision = 1, scale = 0 }: Field): string {
  const whole = precision > scale ? '1' : '0';
  const fraction = '25'.slice(0, scale);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The wish when the bounds allow it, else a bound. */
function inside({ min, max }: Field, wish: string): string {
  if (min !== undefined && isBelow(wish, min)) {
    return min;
  }
  return max !== undefined && isBelow(max, wish) ? max : wish;
}

function isBelow(one: string, other: string): boolean {
  const [a, b] = [parseDecimal(one), parseDecimal(other)];
  return a !== undefined && b !== undefined && compareDecimals(a, b) < 0;
}

function number(value: string): GoCode {
  return code(`decimal.RequireFromString(${goText(value)})`, 'decimal');
}
