import type { Field } from '@golden-path/backstage-plugin-golden-path-common';

/** An optional field may be empty; a list is never, and a default stands in. */
export function isNullable(field: Field): boolean {
  return (
    !field.required && field.default === undefined && field.type !== 'list'
  );
}
