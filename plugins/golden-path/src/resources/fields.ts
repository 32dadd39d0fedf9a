import type { FieldAnswers } from '@golden-path/backstage-plugin-golden-path-common';

/** The fields with one replaced; the place after the last one adds. */
export function withField(
  fields: readonly FieldAnswers[],
  row: number,
  field: FieldAnswers,
): FieldAnswers[] {
  if (row >= fields.length) return [...fields, field];
  return fields.map((each, index) => (index === row ? field : each));
}

/** The fields without one. */
export function withoutField(
  fields: readonly FieldAnswers[],
  row: number,
): FieldAnswers[] {
  return fields.filter((_, index) => index !== row);
}

/** The fields with one moved up or down by a place. */
export function withMoved(
  fields: readonly FieldAnswers[],
  row: number,
  by: 1 | -1,
): FieldAnswers[] {
  const field = fields[row];
  const other = fields[row + by];
  if (!field || !other) return [...fields];
  const moved = [...fields];
  moved[row] = other;
  moved[row + by] = field;
  return moved;
}
