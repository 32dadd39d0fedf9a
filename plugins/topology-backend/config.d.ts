import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  topology?: {
    /**
     * How often the index is compared with the catalog. Default: every minute, for at most 30 minutes.
     */
    refresh?: SchedulerServiceTaskScheduleDefinitionConfig;
    history?: {
      /**
       * How long states of the catalog stay comparable. Default: 90 days.
       */
      keep?: HumanDuration;
    };
    observed?: {
      /**
       * The time that is looked at when a view asks for no other. Default: one hour.
       */
      window?: HumanDuration;
      /**
       * Where calls are observed.
       */
      sources?: Array<
        | {
            /**
             * Metrics in Prometheus: those that the servicegraph connector of OpenTelemetry makes from traces,
             * unless `calls` names others.
             */
            type: 'prometheus';
            /** Shown beside the calls. Default: `prometheus`. */
            id?: string;
            /** Address of the server, without `/api/v1`. */
            url: string;
            /**
             * Sent as bearer token.
             * @visibility secret
             */
            token?: string;
            /**
             * Other metrics that tell of calls. A query in PromQL gives one series for each pair of
             * the labels `client` and `server`; `$window` stands for the time that is looked at.
             */
            calls?: Array<{
              /** What the calls speak. Default: not said. */
              protocol?: 'http' | 'grpc' | 'sql' | 'cache' | 'events' | 'other';
              /** Calls a second. */
              rate: string;
              /** Calls a second that failed. */
              failed?: string;
              /** The duration in seconds that 95 % of the calls keep to. */
              p95?: string;
            }>;
          }
        | {
            type: 'jaeger';
            /** Shown beside the calls. Default: `jaeger`. */
            id?: string;
            /** Address of the query service, without `/api`. */
            url: string;
            /**
             * Sent as bearer token.
             * @visibility secret
             */
            token?: string;
          }
        | {
            type: 'file';
            /** Shown beside the calls. Default: `file`. */
            id?: string;
            /** A YAML or JSON file with a list of calls. */
            path: string;
          }
      >;
    };
  };
}
