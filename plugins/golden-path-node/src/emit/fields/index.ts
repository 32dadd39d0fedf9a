import type { FieldType } from '@golden-path/backstage-plugin-golden-path-common';
import { reference, uuid } from './identifiers';
import { list } from './list';
import { date, time } from './moments';
import { boolean, decimal, integer } from './numeric';
import type { GoField } from './goField';
import type { FieldShape, GoCode } from './shape';
import { choice, text } from './textual';

/** What each field type looks like in Go. */
export const SHAPES: Readonly<Record<FieldType, FieldShape>> = {
  text,
  integer,
  decimal,
  boolean,
  time,
  date,
  uuid,
  enum: choice,
  reference,
  list,
};

/** The value in JSON, given where it is in Go. */
export function bodyValue(field: GoField, value: string): GoCode {
  const shape = SHAPES[field.field.type];
  return shape.bodyValue?.(field, value) ?? { code: value, imports: [] };
}

export {
  eachWay,
  goFields,
  isFilter,
  isSort,
  orderNames,
  OWN_SORTS,
  type GoEnum,
  type GoField,
} from './goField';
export type { FieldShape, GoCode } from './shape';
