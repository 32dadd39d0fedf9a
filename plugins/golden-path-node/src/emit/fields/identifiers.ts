import { goText } from '../go/go';
import { code, parsed, type FieldShape } from './shape';

/** A UUID in its usual form. */
export const uuid: FieldShape = {
  type: () => code('uuid.UUID', 'uuid'),
  rules: () => [],
  ...parsed('UUID'),
  literal: ({ field }) =>
    code(`uuid.MustParse(${goText(String(field.default))})`, 'uuid'),
};

/** The id of another resource. */
export const reference: FieldShape = {
  ...uuid,
  rules: ({ field }) => (field.required ? ['required'] : []),
};
