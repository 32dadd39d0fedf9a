/** The packages that emitted code imports by a fixed name. */
export type GoPackage =
  | 'decimal'
  | 'httpx'
  | 'jsonbody'
  | 'parse'
  | 'pgdb'
  | 'pgx'
  | 'time'
  | 'uuid'
  | 'validate';

const OUTSIDE: Readonly<Partial<Record<GoPackage, string>>> = {
  decimal: 'github.com/shopspring/decimal',
  pgx: 'github.com/jackc/pgx/v5',
  time: 'time',
  uuid: 'github.com/google/uuid',
};

/** The import path of a package in a service of the module. */
export function packagePath(module: string, name: GoPackage): string {
  return OUTSIDE[name] ?? `${module}/internal/platform/${name}`;
}
