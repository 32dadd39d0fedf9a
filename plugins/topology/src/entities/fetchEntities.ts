import type {
  CatalogApi,
  QueryEntitiesInitialRequest,
} from '@backstage/catalog-client';
import {
  type Entity,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { topologyFields } from './fields';

const PAGE_SIZE = 1000;

/** Entities by reference, as catalogs hand them out to graphs. */
export type EntityPool = ReadonlyMap<string, Entity>;

/** A pool that holds the entities of the first, then those of the second. */
export function joinPools(
  pool: EntityPool,
  entities: readonly Entity[],
): EntityPool {
  return new Map([
    ...pool,
    ...entities.map(entity => [stringifyEntityRef(entity), entity] as const),
  ]);
}

/** Fetches those of the references that the pool lacks; what may not be read is left out. */
export async function fetchMissing(
  catalog: CatalogApi,
  pool: EntityPool,
  refs: readonly string[],
): Promise<Entity[]> {
  const entityRefs = [...new Set(refs)].filter(ref => !pool.has(ref)).sort();
  if (entityRefs.length === 0) return [];
  const { items } = await catalog.getEntitiesByRefs({
    entityRefs,
    fields: topologyFields,
  });
  return items.filter((item): item is Entity => item !== undefined);
}

/** Fetches every entity that a query finds, page after page, in no order and uncounted. */
export async function fetchAll(
  catalog: CatalogApi,
  query: QueryEntitiesInitialRequest['query'],
): Promise<Entity[]> {
  const first = await catalog.queryEntities({
    query,
    fields: topologyFields,
    limit: PAGE_SIZE,
    totalItems: 'exclude',
  });
  const entities = [...first.items];
  let cursor = first.pageInfo.nextCursor;
  while (cursor) {
    const page = await catalog.queryEntities({
      cursor,
      fields: topologyFields,
      limit: PAGE_SIZE,
      totalItems: 'exclude',
    });
    entities.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  }
  return entities;
}

/** Fetches every entity of these kinds that is part of one of the parents. */
export async function fetchParts(
  catalog: CatalogApi,
  kinds: readonly string[],
  parents: readonly string[],
): Promise<Entity[]> {
  if (parents.length === 0) return [];
  return fetchAll(catalog, {
    $all: [
      { kind: { $in: [...kinds] } },
      {
        relations: {
          $contains: {
            type: RELATION_PART_OF,
            targetRef:
              parents.length === 1 ? parents[0]! : { $in: [...parents] },
          },
        },
      },
    ],
  });
}
