import { goText } from '../go/go';
import { BITS, code, parsed, type FieldShape } from './shape';

/** A whole number of 64 bits. */
export const integer: FieldShape = {
  type: () => code('int64'),
  rules: ({ field }) => [
    ...(field.min === undefined ? [] : [`min=${field.min}`]),
    ...(field.max === undefined ? [] : [`max=${field.max}`]),
  ],
  member: ({ wire }) => code(`b.Integer(${goText(wire)})`),
  parameter: field => parsed('Integer').parameter(field),
  sortKey: value => ({
    by: 'ByInteger',
    value,
    type: 'int64',
    code: BITS,
  }),
  literal: ({ field }) => code(String(field.default)),
};

/** An exact number; JSON carries it as text so that no client rounds it. */
export const decimal: FieldShape = {
  type: () => code('decimal.Decimal', 'decimal'),
  rules: ({ field }) => [
    `precision=${field.precision}:${field.scale}`,
    ...(field.min === undefined ? [] : [`atleast=${field.min}`]),
    ...(field.max === undefined ? [] : [`atmost=${field.max}`]),
  ],
  bodyType: () => code('string'),
  bodyValue: ({ field, nullable }, value) =>
    nullable
      ? code(`httpx.Optional(${value}, httpx.Fixed(${field.scale}))`, 'httpx')
      : code(`${value}.StringFixed(${field.scale})`),
  ...parsed('Decimal'),
  sortKey: value => ({
    by: 'ByDecimal',
    value: `${value}.String()`,
    type: 'string',
    code: String.raw`-?[0-9]{1,40}(\.[0-9]{1,40})?`,
  }),
  literal: ({ field }) =>
    code(
      `decimal.RequireFromString(${goText(String(field.default))})`,
      'decimal',
    ),
};

/** True or false. */
export const boolean: FieldShape = {
  type: () => code('bool'),
  rules: () => [],
  member: ({ wire }) => code(`b.Boolean(${goText(wire)})`),
  parameter: field => parsed('Boolean').parameter(field),
  literal: ({ field }) => code(String(field.default)),
};
