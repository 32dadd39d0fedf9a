import { finding } from '../finding';
import type { Finding } from '../finding';
import type { GoService } from '../service';
import { inCode, inStrings } from './code';
import { MODULE_SIGNALS } from '../signals';
import { importsFrom } from './libraries';

const SURE = ['certain', 'likely'];

/**
 * What the standard library and gRPC do in the service. A mux of net/http is
 * the router only where no other is, since others serve metrics with one.
 */
export function standardLibrary(
  service: GoService,
  others: readonly Finding[],
): Finding[] {
  const has = (area: string) =>
    others.some(
      found => found.area === area && SURE.includes(found.confidence),
    );
  return [
    ...(has('router') ? [] : netHttp(service)),
    ...databaseSql(service, others),
    ...grpc(service),
    ...operations(service),
  ];
}

function netHttp(service: GoService): Finding[] {
  const signal = {
    area: 'router',
    name: 'net-http',
    title: 'net/http',
    pattern: 'net-http',
  } as const;
  const serves = inCode(
    service,
    /\bhttp\.(NewServeMux|HandleFunc|Handle|ServeMux|DefaultServeMux)\b/,
    ([call]) => `routes by ${call}`,
  );
  return finding(signal, 'certain', serves);
}

/** Statements are built by these, and run by something else. */
const BUILDERS = ['squirrel', 'goqu', 'goyesql'];

/** Every access layer opens its database by database/sql; what counts is a package that has no other. */
function databaseSql(
  service: GoService,
  others: readonly Finding[],
): Finding[] {
  const layers = MODULE_SIGNALS.filter(
    ({ area, name }) =>
      area === 'access' &&
      !BUILDERS.includes(name) &&
      others.some(found => found.area === area && found.name === name),
  );
  const folders = new Set(
    layers.flatMap(layer => importsFrom(service, layer)).map(folderOf),
  );
  const opens = inCode(
    service,
    /\bsql\.(Open|OpenDB)\(/,
    ([call]) => `opens a database by ${call.slice(0, -1)}`,
  ).filter(evidence => !folders.has(folderOf(evidence)));
  const signal = {
    area: 'access',
    name: 'database-sql',
    title: 'database/sql',
  } as const;
  return finding(signal, 'certain', opens);
}

function folderOf({ path }: { path: string }): string {
  return path.replace(/[^/]*$/, '');
}

function grpc(service: GoService): Finding[] {
  const serves = inCode(
    service,
    /\bgrpc\.NewServer\(/,
    () => 'starts a gRPC server',
  );
  const calls = inCode(
    service,
    /\bgrpc\.(Dial|DialContext|NewClient)\(/,
    ([call]) => `calls by ${call.slice(0, -1)}`,
  );
  const area = 'rpc' as const;
  return [
    ...finding(
      { area, name: 'grpc-server', title: 'gRPC server' },
      'certain',
      serves,
    ),
    ...finding(
      { area, name: 'grpc-client', title: 'gRPC client' },
      'certain',
      calls,
    ),
  ];
}

function operations(service: GoService): Finding[] {
  const area = 'operations' as const;
  const health = inStrings(
    service,
    /^(GET )?\/?([a-z]+\/)*(healthz?|livez|readyz|health\/(live|ready))$/,
    value => `answers ${value}`,
  );
  const shutdown = inCode(
    service,
    /\.(Shutdown|GracefulStop|ShutdownWithContext)\(/,
    ([call]) => `stops in order by ${call.slice(1, -1)}`,
  );
  const profiling = importsFrom(service, { modules: ['net/http/pprof'] });
  return [
    ...finding(
      { area, name: 'health', title: 'health endpoints', pattern: 'health' },
      'certain',
      health,
    ),
    ...finding(
      {
        area,
        name: 'shutdown',
        title: 'orderly shutdown',
        pattern: 'shutdown',
      },
      'certain',
      shutdown,
    ),
    ...finding(
      { area, name: 'profiling', title: 'pprof' },
      'certain',
      profiling,
    ),
  ];
}
