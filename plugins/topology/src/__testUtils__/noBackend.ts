import {
  type DiscoveryApi,
  discoveryApiRef,
  type FetchApi,
  fetchApiRef,
} from '@backstage/core-plugin-api';

const discovery: DiscoveryApi = {
  getBaseUrl: async id => `http://portal/api/${id}`,
};

const fetcher: FetchApi = {
  fetch: async () =>
    ({ ok: false, status: 404, json: async () => ({}) } as Response),
};

/** The APIs of a portal without topology-backend. */
export const noBackend = [
  [discoveryApiRef, discovery] as const,
  [fetchApiRef, fetcher] as const,
] as const;
