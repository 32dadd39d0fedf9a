import type {
  NamedCall,
  ObservedCallsProvider,
} from '@golden-path/backstage-plugin-topology-node';
import { z } from 'zod';
import { type CallQueries, SERVICE_GRAPH, WINDOW } from './callQueries';
import { getJson } from './getJson';

const vector = z.object({
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]),
      }),
    ),
  }),
});

interface Series {
  metric: Record<string, string>;
  value: number;
}

/** What the servicegraph connector calls a connection, in our words. */
const PROTOCOLS = new Map<string, NamedCall['protocol']>([
  ['database', 'sql'],
  ['messaging_system', 'events'],
]);

/** Reads calls out of the metrics that a Prometheus keeps: by default those of OpenTelemetry's servicegraph connector. */
export function prometheusProvider(options: {
  id: string;
  url: string;
  token?: string;
  calls?: readonly CallQueries[];
}): ObservedCallsProvider {
  const { id, url, token, calls = [SERVICE_GRAPH] } = options;
  return {
    id,
    async observe({ from, to }, { signal }) {
      const seconds = Math.round((to.getTime() - from.getTime()) / 1000);
      const ask = async (query: string): Promise<Series[]> => {
        const address = new URL(`${url.replace(/\/$/, '')}/api/v1/query`);
        const text = query.replaceAll(WINDOW, `${seconds}s`);
        address.searchParams.set('query', text);
        address.searchParams.set('time', to.toISOString());
        const { data } = vector.parse(
          await getJson(address, { token, signal }),
        );
        return data.result.map(({ metric, value }) => ({
          metric,
          value: Number(value[1]),
        }));
      };
      const found = await Promise.all(
        calls.map(async queries => {
          const [rate, failed, p95] = await Promise.all(
            [queries.rate, queries.failed, queries.p95].map(query =>
              query === undefined ? undefined : ask(query),
            ),
          );
          return callsOf(queries, rate ?? [], failed, p95);
        }),
      );
      return found.flat();
    },
  };
}

function callsOf(
  queries: CallQueries,
  rates: readonly Series[],
  failed: readonly Series[] | undefined,
  p95: readonly Series[] | undefined,
): NamedCall[] {
  const failures = failed && byCall(failed, queries.failed);
  const durations = p95 && byCall(p95, queries.p95);
  return [...byCall(rates, queries.rate)].flatMap(([key, series]) => {
    const { metric, value: rate } = series;
    if (!(rate > 0)) return [];
    return {
      client: metric.client ?? '',
      server: metric.server ?? '',
      protocol: queries.protocol ?? PROTOCOLS.get(metric.connection_type ?? ''),
      rate,
      ...(failures && {
        // no series of failures means that none was ever counted
        errorShare: Math.min(1, (failures.get(key)?.value ?? 0) / rate),
      }),
      ...(durations && { p95: finite(durations.get(key)?.value) }),
    };
  });
}

/** @throws Error if a series does not say who calls whom, or two say the same */
function byCall(
  series: readonly Series[],
  query = '',
): ReadonlyMap<string, Series> {
  const found = new Map<string, Series>();
  for (const each of series) {
    const { client, server, connection_type: type } = each.metric;
    if (!client || !server) {
      const missing = client ? 'server' : 'client';
      throw new Error(
        `a series of '${query}' has no label '${missing}'; add it with label_replace`,
      );
    }
    const key = JSON.stringify([client, server, type]);
    if (found.has(key)) {
      throw new Error(
        `'${query}' gives two series for calls of ${client} to ${server}; sum them by (client, server)`,
      );
    }
    found.set(key, each);
  }
  return found;
}

function finite(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
