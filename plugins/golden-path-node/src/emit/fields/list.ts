import { DEFAULT_ITEM_LENGTH } from '@golden-path/backstage-plugin-golden-path-common';
import { goText } from '../go/go';
import { code, type FieldShape } from './shape';

/** A list of texts or integers; an optional one is empty, never absent. */
export const list: FieldShape = {
  whole: true,
  type: ({ field }) => code(field.items === 'integer' ? '[]int64' : '[]string'),
  rules: ({ field }) => [
    ...(field.required ? ['required', 'min=1'] : []),
    `max=${field.maxItems}`,
    ...(field.items === 'integer'
      ? []
      : ['dive', `max=${DEFAULT_ITEM_LENGTH}`]),
  ],
  member: ({ field, wire }) =>
    code(
      field.items === 'integer'
        ? `b.Integers(${goText(wire)})`
        : `b.Texts(${goText(wire)})`,
    ),
  parameter: ({ wire }) => code(`q.Text(${goText(wire)})`),
  literal: () => code('nil'),
};
