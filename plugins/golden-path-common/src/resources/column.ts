import type { FieldAnswers } from '../answers';

/** Name of the column that keeps a field: a reference is kept as an id. @public */
export function columnOfField({
  name,
  type,
}: Pick<FieldAnswers, 'name' | 'type'>): string {
  return type !== 'reference' || name.endsWith('_id') ? name : `${name}_id`;
}
