import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** Stands in a query for the time that is looked at, as in `rate(calls_total[$window])`. */
export const WINDOW = '$window';

const query = z
  .string()
  .min(1)
  .refine(text => text.includes(WINDOW), {
    error: `does not look at ${WINDOW}; write it where the time stands, as in rate(calls_total[${WINDOW}])`,
  });

const queries = z.strictObject({
  protocol: z
    .enum(['http', 'grpc', 'sql', 'cache', 'events', 'other'])
    .optional(),
  rate: query,
  failed: query.optional(),
  p95: query.optional(),
});

/**
 * How calls are read out of metrics, in PromQL. Every series has the labels `client` and `server`: names as
 * the metrics know them.
 */
export interface CallQueries extends z.infer<typeof queries> {}

const ends = 'client, server, connection_type';
const metric = 'traces_service_graph_request';
/** A span that lost its counterpart has one end only. */
const KNOWN = 'client!="",server!=""';
const rateOf = (series: string) =>
  `sum by (${ends}) (rate(${metric}_${series}{${KNOWN}}[${WINDOW}]))`;

/** The metrics that the servicegraph connector of OpenTelemetry makes from traces. */
export const SERVICE_GRAPH: CallQueries = {
  rate: `${rateOf('total')} > 0`,
  failed: rateOf('failed_total'),
  p95: `histogram_quantile(0.95, sum by (${ends}, le) (rate(${metric}_server_seconds_bucket{${KNOWN}}[${WINDOW}])))`,
};

/** The queries of a source, if it states any. @throws InputError that names the field and what is wrong with it */
export function readCallQueries(source: Config): CallQueries[] | undefined {
  const calls = source.getOptional('calls');
  if (calls === undefined) return undefined;
  const read = z.array(queries).min(1).safeParse(calls);
  if (read.success) return read.data;
  const problems = read.error.issues.map(
    ({ path, message }) => `'${['calls', ...path].join('.')}': ${message}`,
  );
  throw new InputError(
    `topology.observed.sources has a Prometheus with wrong queries: ${problems.join(
      '; ',
    )}`,
  );
}
