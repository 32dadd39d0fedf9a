import type {
  NamedCall,
  ObservedCallsProvider,
} from '@golden-path/backstage-plugin-topology-node';
import { z } from 'zod';
import { getJson } from './getJson';

const METRIC = 'traces_service_graph_request';
const ENDS = 'client, server, connection_type';

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

/** What the servicegraph connector calls a connection, in our words. */
const PROTOCOLS = new Map<string, NamedCall['protocol']>([
  ['database', 'sql'],
  ['messaging_system', 'events'],
]);

/** Reads the metrics that the servicegraph connector of OpenTelemetry makes from traces. */
export function prometheusProvider(options: {
  id: string;
  url: string;
  token?: string;
}): ObservedCallsProvider {
  const { id, url, token } = options;
  return {
    id,
    async observe({ from, to }, { signal }) {
      const seconds = Math.round((to.getTime() - from.getTime()) / 1000);
      const ask = async (query: string) => {
        const address = new URL(`${url.replace(/\/$/, '')}/api/v1/query`);
        address.searchParams.set('query', query);
        address.searchParams.set('time', to.toISOString());
        const { data } = vector.parse(
          await getJson(address, { token, signal }),
        );
        return new Map(
          data.result.map(({ metric, value }) => [
            keyOf(metric),
            { metric, value: Number(value[1]) },
          ]),
        );
      };
      const rate = (series: string) =>
        `sum by (${ENDS}) (rate(${METRIC}_${series}[${seconds}s]))`;
      const [total, failed, p95] = await Promise.all([
        ask(`${rate('total')} > 0`),
        ask(rate('failed_total')),
        ask(
          `histogram_quantile(0.95, sum by (${ENDS}, le) (rate(${METRIC}_server_seconds_bucket[${seconds}s])))`,
        ),
      ]);
      return [...total].map(([key, { metric, value }]) => ({
        client: metric.client ?? '',
        server: metric.server ?? '',
        protocol: PROTOCOLS.get(metric.connection_type ?? ''),
        rate: value,
        // no series of failures means that none was ever counted
        errorShare: Math.min(1, (failed.get(key)?.value ?? 0) / value),
        p95: finite(p95.get(key)?.value),
      }));
    },
  };
}

function keyOf(metric: Record<string, string | undefined>): string {
  return JSON.stringify([metric.client, metric.server, metric.connection_type]);
}

function finite(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
