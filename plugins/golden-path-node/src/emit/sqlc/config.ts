import { lines } from '../lines';
import type { Renames } from './goNames';

/** The Go types of PostgreSQL's types, beside those that sqlc knows itself. */
const TYPES = [
  ['uuid', 'github.com/google/uuid', 'UUID'],
  ['pg_catalog.numeric', 'github.com/shopspring/decimal', 'Decimal'],
  ['timestamptz', 'time', 'Time'],
  ['date', 'time', 'Time'],
] as const;

/** `sqlc.yaml`: where sqlc reads and writes, and which types it takes. */
export function emitSqlcConfig(renames: Renames): string {
  return `${lines(
    '# Settings of sqlc; make generate runs it.',
    "version: '2'",
    'sql:',
    '  - engine: postgresql',
    '    schema: migrations',
    '    queries: internal/postgres/queries',
    '    gen:',
    '      go:',
    '        package: sqlcdb',
    '        out: internal/postgres/sqlcdb',
    '        sql_package: pgx/v5',
    '        emit_exact_table_names: true',
    '        emit_pointers_for_null_types: true',
    // Tables that patterns bring have no queries here, and so no structs.
    '        omit_unused_structs: true',
    renames.size > 0 && [
      '        rename:',
      [...renames].map(([name, other]) => `          ${name}: ${other}`),
    ],
    '        overrides:',
    TYPES.map(([type, path, name]) => [
      `          - db_type: ${type}`,
      `            go_type: ${path}.${name}`,
      `          - db_type: ${type}`,
      '            nullable: true',
      `            go_type: { import: ${path}, type: ${name}, pointer: true }`,
    ]),
  ).join('\n')}\n`;
}
