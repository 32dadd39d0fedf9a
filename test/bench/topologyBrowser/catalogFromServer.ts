import type { CatalogApi } from '@backstage/catalog-client';

/** Methods of the catalog that a page asks for, each a request to the server. */
const METHODS = [
  'getEntitiesByRefs',
  'queryEntities',
  'getEntityByRef',
  'getEntities',
  'getEntityFacets',
] as const;

const ask = (method: string) => async (request: unknown) => {
  const response = await fetch(`/api/catalog/${method}`, {
    method: 'POST',
    body: JSON.stringify(request ?? null),
  });
  if (!response.ok) throw new Error(`${method}: ${response.status}`);
  return response.json();
};

/** The catalog of the server that the page came from. */
export const catalogFromServer = Object.fromEntries(
  METHODS.map(method => [method, ask(method)]),
) as unknown as CatalogApi;
