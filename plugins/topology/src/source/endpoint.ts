import type { DiscoveryApi, FetchApi } from '@backstage/core-plugin-api';

/** The APIs of the portal through which the endpoint is reached. */
export interface EndpointApis {
  discovery: DiscoveryApi;
  fetcher: FetchApi;
}

/** What the endpoint answered instead of what was asked. */
export class EndpointError extends Error {
  constructor(readonly statusCode: number, message: string) {
    super(message);
    this.name = 'EndpointError';
  }
}

/** What the index is still about to read: an entity that is new, or the whole catalog for the first time. */
export type Unread = 'entity' | 'catalog';

/** The index is about to have what was asked for. */
export class NotReadYet extends Error {
  constructor(readonly unread: Unread, readonly againInMs: number) {
    super(`The index has not read this ${unread} yet`);
    this.name = 'NotReadYet';
  }
}

const NOT_YET: Partial<Record<number, Unread>> = {
  202: 'entity',
  503: 'catalog',
};
const USUAL_WAIT = 5;

/** Asks topology-backend, in the name of the user. */
export async function askEndpoint<T>(
  { discovery, fetcher }: EndpointApis,
  path: string,
  query: Record<string, string | undefined> = {},
): Promise<T> {
  const url = new URL(`${await discovery.getBaseUrl('topology')}/v1/${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  const response = await fetcher.fetch(url.toString());
  const unread = NOT_YET[response.status];
  if (unread) {
    const seconds = Number(response.headers.get('retry-after'));
    throw new NotReadYet(unread, (seconds || USUAL_WAIT) * 1000);
  }
  if (!response.ok) {
    const body = await response.json().catch(() => undefined);
    throw new EndpointError(
      response.status,
      body?.error?.message ??
        `The topology backend answered ${response.status}`,
    );
  }
  return response.json();
}
