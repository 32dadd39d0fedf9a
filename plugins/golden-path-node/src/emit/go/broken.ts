import { INTEGER_RANGE } from '@golden-path/backstage-plugin-golden-path-common';
import { code, type GoCode } from '../fields/shape';
import type { GoField } from '../fields';
import { goText } from './go';

/** A value that breaks a rule of the field; none when every value is fine. */
export function brokenValue(field: GoField, of: string): GoCode | undefined {
  const value = broken(field, of);
  return value && field.nullable
    ? { ...value, code: `new(${value.code})` }
    : value;
}

function broken(
  { field, nullable, enum: goEnum }: GoField,
  of: string,
): GoCode | undefined {
  switch (field.type) {
    case 'text':
      return code(
        field.format === undefined
          ? `longText(${(field.maxLength ?? 0) + 1})`
          : goText('?'),
      );
    case 'enum':
      return code(nullable ? `${of}${goEnum?.type}("?")` : goText('?'));
    case 'integer':
      return integer(field, nullable);
    case 'decimal':
      return code(
        `decimal.RequireFromString(${goText(outside(field))})`,
        'decimal',
      );
    case 'list': {
      const items = field.items === 'integer' ? 'int64' : 'string';
      return code(`make([]${items}, ${(field.maxItems ?? 0) + 1})`);
    }
    default:
      return undefined;
  }
}

type Field = GoField['field'];

function integer({ min, max }: Field, nullable: boolean): GoCode | undefined {
  const typed = (value: bigint) =>
    code(nullable ? `int64(${value})` : String(value));
  if (min !== undefined && BigInt(min) > INTEGER_RANGE.min) {
    return typed(BigInt(min) - 1n);
  }
  return max !== undefined && BigInt(max) < INTEGER_RANGE.max
    ? typed(BigInt(max) + 1n)
    : undefined;
}

/** A decimal beyond a bound, or with one digit more than there may be. */
function outside({ min, max, precision = 1, scale = 0 }: Field): string {
  if (min !== undefined) {
    return shifted(min, -1n);
  }
  return max === undefined
    ? `1${'0'.repeat(precision - scale)}`
    : shifted(max, 1n);
}

function shifted(value: string, by: bigint): string {
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const sign = value.startsWith('-') ? -1n : 1n;
  const unit = 10n ** BigInt(fraction.length);
  const digits = sign * BigInt(`${whole}${fraction}`) + by * unit;
  const text = (digits < 0n ? -digits : digits)
    .toString()
    .padStart(fraction.length + 1, '0');
  const split = text.length - fraction.length;
  const point = fraction === '' ? '' : `.${text.slice(split)}`;
  return `${digits < 0n ? '-' : ''}${text.slice(0, split)}${point}`;
}
