import type { ObservedCallsProvider } from '@golden-path/backstage-plugin-topology-node';
import { z } from 'zod';
import { getJson } from './getJson';

const dependencies = z.object({
  data: z
    .array(
      z.object({
        parent: z.string(),
        child: z.string(),
        callCount: z.number(),
      }),
    )
    .nullable(),
});

/** Reads the dependencies that Jaeger finds in its traces. It knows neither failures nor durations. */
export function jaegerProvider(options: {
  id: string;
  url: string;
  token?: string;
}): ObservedCallsProvider {
  const { id, url, token } = options;
  return {
    id,
    async observe({ from, to }, { signal }) {
      const lengthMs = to.getTime() - from.getTime();
      const address = new URL(`${url.replace(/\/$/, '')}/api/dependencies`);
      address.searchParams.set('endTs', String(to.getTime()));
      address.searchParams.set('lookback', String(lengthMs));
      const { data } = dependencies.parse(
        await getJson(address, { token, signal }),
      );
      return (data ?? []).map(({ parent, child, callCount }) => ({
        client: parent,
        server: child,
        rate: (callCount * 1000) / lengthMs,
      }));
    },
  };
}
