/** The packages that emitted code imports by a fixed name. */
export type GoPackage =
  | 'batch'
  | 'calling'
  | 'context'
  | 'decimal'
  | 'environment'
  | 'errors'
  | 'fmt'
  | 'gorm'
  | 'gormdb'
  | 'grpcclient'
  | 'httpclient'
  | 'httpproxy'
  | 'httpx'
  | 'join'
  | 'jsonbody'
  | 'net/http'
  | 'net/netip'
  | 'paging'
  | 'parse'
  | 'pgdb'
  | 'pgx'
  | 'projection'
  | 'reference'
  | 'require'
  | 'rpctest'
  | 'rpcvalue'
  | 'settings'
  | 'slices'
  | 'testing'
  | 'time'
  | 'timestamppb'
  | 'transcode'
  | 'upstreamtest'
  | 'uuid'
  | 'validate';

const OUTSIDE: Readonly<Partial<Record<GoPackage, string>>> = {
  context: 'context',
  errors: 'errors',
  fmt: 'fmt',
  decimal: 'github.com/shopspring/decimal',
  gorm: 'gorm.io/gorm',
  'net/http': 'net/http',
  'net/netip': 'net/netip',
  pgx: 'github.com/jackc/pgx/v5',
  slices: 'slices',
  require: 'github.com/stretchr/testify/require',
  testing: 'testing',
  time: 'time',
  timestamppb: 'google.golang.org/protobuf/types/known/timestamppb',
  uuid: 'github.com/google/uuid',
};

/** The import path of a package in a service of the module. */
export function packagePath(module: string, name: GoPackage): string {
  return OUTSIDE[name] ?? `${module}/internal/platform/${name}`;
}
