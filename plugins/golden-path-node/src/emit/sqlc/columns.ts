import type {
  Field,
  FieldType,
} from '@golden-path/backstage-plugin-golden-path-common';
import { isNullable } from '../fields/nullable';
import type { GoPackage } from '../go/packages';
import { columnType } from '../sql/columns';

/** A Go type as sqlc.yaml maps it to a type of PostgreSQL. */
interface SqlcType {
  readonly code: string;
  readonly imports: readonly GoPackage[];
}

/** A column of a table, as sqlc sees it. */
export interface SqlcColumn {
  readonly name: string;
  readonly type: SqlcType;
  readonly nullable: boolean;
  /** What COMMENT ON COLUMN says. */
  readonly comment?: string;
}

const UUID: SqlcType = { code: 'uuid.UUID', imports: ['uuid'] };
const TIME: SqlcType = { code: 'time.Time', imports: ['time'] };
const INTEGER: SqlcType = { code: 'int64', imports: [] };
const TEXT: SqlcType = { code: 'string', imports: [] };

const TYPES: Readonly<Record<FieldType, SqlcType>> = {
  text: TEXT,
  enum: TEXT,
  integer: INTEGER,
  decimal: { code: 'decimal.Decimal', imports: ['decimal'] },
  boolean: { code: 'bool', imports: [] },
  time: TIME,
  date: TIME,
  uuid: UUID,
  reference: UUID,
  list: { code: '[]string', imports: [] },
};

export const ID = { name: 'id', type: UUID, nullable: false } as const;
export const VERSION = {
  name: 'version',
  type: INTEGER,
  nullable: false,
} as const;
export const CREATED_AT = {
  name: 'created_at',
  type: TIME,
  nullable: false,
} as const;
/** The value of the last item that was seen, as text; null on the first page. */
export const CURSOR = { name: 'cursor', type: TEXT, nullable: true } as const;
export const LIMIT = { name: 'limit', type: INTEGER, nullable: false } as const;

/** The column of a field. */
export function columnOf(field: Field): SqlcColumn {
  return {
    name: field.column,
    type:
      field.type === 'list' && field.items === 'integer'
        ? { code: '[]int64', imports: [] }
        : TYPES[field.type],
    nullable: isNullable(field),
  };
}

/** The type that a cast to the column's names, without its limits. */
export function castOf(field: Field): string {
  return columnType(field).replace(/\(.*\)/, '');
}

/** The Go type of a column's values. */
export function goType({ type, nullable }: SqlcColumn): string {
  return nullable ? `*${type.code}` : type.code;
}
