import { goText } from '../go/go';
import type { GoField } from './goField';
import { code, type FieldShape } from './shape';

/** Text of limited length, perhaps of a format. */
export const text: FieldShape = {
  type: () => code('string'),
  rules: ({ field }) => [
    ...(field.required ? ['required'] : []),
    ...(field.minLength ? [`min=${field.minLength}`] : []),
    `max=${field.maxLength}`,
    ...(field.format === 'email' ? ['email'] : []),
    ...(field.format === 'url' ? ['http_url'] : []),
  ],
  member: ({ wire }) => code(`b.Text(${goText(wire)})`),
  parameter: ({ wire }) => code(`q.Text(${goText(wire)})`),
  sortKey: value => ({
    by: 'ByText',
    value,
    type: 'string',
    // Base64 in its form for addresses, without padding.
    code: '([A-Za-z0-9_-]{4})*([A-Za-z0-9_-]{2,3})?',
  }),
  literal: ({ field }) => code(goText(String(field.default))),
};

/** One of a few values, with a type of its own. */
export const choice: FieldShape = {
  type: (field, of) => code(`${of}${field.enum?.type}`),
  rules: ({ field }) => [
    ...(field.required ? ['required'] : []),
    `oneof=${(field.values ?? []).join(' ')}`,
  ],
  member: ({ wire }) => code(`b.Text(${goText(wire)})`),
  convert: (field, of, value) =>
    field.nullable
      ? `(*${of}${field.enum?.type})(${value})`
      : `${of}${field.enum?.type}(${value})`,
  parameter: (field, of) =>
    code(
      `httpx.Param(q, ${goText(field.wire)}, httpx.OneOf(${constants(
        field,
        of,
      ).join(', ')}))`,
    ),
  literal: (field, of) => code(`string(${defaultConstant(field, of)})`),
};

function constants(field: GoField, of: string): string[] {
  return (field.enum?.constants ?? []).map(({ name }) => `${of}${name}`);
}

function defaultConstant(field: GoField, of: string): string {
  const chosen = field.enum?.constants.find(
    ({ value }) => value === field.field.default,
  );
  return `${of}${chosen?.name}`;
}
