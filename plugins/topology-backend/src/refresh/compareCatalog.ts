import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { INDEXED_KINDS } from './slimEntity';

const PAGE_SIZE = 1000;

/** What the catalog has that the index lacks or has otherwise, and what only the index has. */
export interface CatalogChanges {
  changed: string[];
  removed: string[];
}

/** Compares refs and etags only: what did not change is not read. */
export async function compareCatalog(options: {
  knex: Knex;
  catalog: CatalogService;
  credentials: BackstageCredentials;
  signal: AbortSignal;
}): Promise<CatalogChanges> {
  const { knex, catalog, credentials, signal } = options;
  const rows = await knex<{ ref: string; etag: string }>('items')
    .select('ref', 'etag')
    .whereNotNull('etag');
  const indexed = new Map(rows.map(({ ref, etag }) => [ref, etag]));
  const changed: string[] = [];
  const pages = catalog.streamEntities(
    {
      filter: { kind: INDEXED_KINDS },
      fields: ['kind', 'metadata.namespace', 'metadata.name', 'metadata.etag'],
      pageSize: PAGE_SIZE,
    },
    { credentials },
  );
  const seen = new Set<string>();
  for await (const page of pages) {
    signal.throwIfAborted();
    for (const entity of page) {
      const ref = stringifyEntityRef(entity);
      seen.add(ref);
      if (indexed.get(ref) !== etagOf(entity)) changed.push(ref);
    }
  }
  const removed = [...indexed.keys()].filter(ref => !seen.has(ref));
  return { changed, removed };
}

/** A catalog gives every entity an etag; one without is read each time. */
export function etagOf(entity: Entity): string {
  return entity.metadata.etag ?? '';
}
