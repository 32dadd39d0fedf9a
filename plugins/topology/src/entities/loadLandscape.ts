import type { CatalogApi } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import { fetchAll } from './fetchEntities';

const KINDS = ['Domain', 'System', 'Component', 'API', 'Resource'];

/** Every entity that the landscape is drawn of, as far as the user may read it. */
export async function loadLandscape(catalog: CatalogApi): Promise<Entity[]> {
  // a page of a kind follows another, but no kind waits for the others
  const lists = await Promise.all(
    KINDS.map(kind => fetchAll(catalog, { kind })),
  );
  return lists.flat();
}
