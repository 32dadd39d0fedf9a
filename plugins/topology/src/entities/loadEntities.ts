import type { CatalogApi } from '@backstage/catalog-client';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  type EntityPool,
  fetchMissing,
  fetchParts,
  joinPools,
} from './fetchEntities';
import { apisOf, boxesOf, partnersBehindApis, partnersOf } from './relations';

const CONTENT_KINDS = ['Component', 'API', 'Resource'];

/**
 * The entities that are needed to draw the topology of one entity: the content
 * and the boundary of a system or domain, or the callers and callees of
 * anything else up to `depth` calls away.
 */
export async function loadEntities(
  catalog: CatalogApi,
  root: Entity,
  depth: number,
): Promise<Entity[]> {
  const pool = await loadPool(catalog, root, depth);
  return [...pool.values()];
}

function loadPool(catalog: CatalogApi, root: Entity, depth: number) {
  switch (root.kind.toLocaleLowerCase('en-US')) {
    case 'domain':
      return loadDomain(catalog, root);
    case 'system':
      return loadContent(catalog, joinPools(new Map(), [root]), [root]);
    default:
      return loadNeighbourhood(catalog, root, depth);
  }
}

async function loadDomain(catalog: CatalogApi, root: Entity) {
  const start = joinPools(new Map(), [root]);
  const pool = await addSubdomains(catalog, start, [root]);
  const systems = [...pool.values()].filter(({ kind }) => kind === 'System');
  return loadContent(catalog, pool, systems);
}

/** Adds systems and subdomains, a round trip a level; domains without subdomains end after the first. */
async function addSubdomains(
  catalog: CatalogApi,
  pool: EntityPool,
  domains: Entity[],
): Promise<EntityPool> {
  if (domains.length === 0) return pool;
  const parts = await fetchParts(
    catalog,
    ['System', 'Domain'],
    domains.map(domain => stringifyEntityRef(domain)),
  );
  const fresh = parts.filter(part => !pool.has(stringifyEntityRef(part)));
  return addSubdomains(
    catalog,
    joinPools(pool, fresh),
    fresh.filter(({ kind }) => kind === 'Domain'),
  );
}

async function loadContent(
  catalog: CatalogApi,
  pool: EntityPool,
  systems: Entity[],
) {
  const content = await fetchParts(
    catalog,
    CONTENT_KINDS,
    systems.map(system => stringifyEntityRef(system)),
  );
  const { pool: reached } = await reachPartners(
    catalog,
    joinPools(pool, content),
    content,
  );
  return addSurroundings(catalog, reached);
}

async function loadNeighbourhood(
  catalog: CatalogApi,
  root: Entity,
  depth: number,
) {
  const start = joinPools(new Map(), [root]);
  // an API is drawn on its provider, so its neighbours are those of its provider
  const providers = await fetchMissing(
    catalog,
    start,
    partnersBehindApis([root], []),
  );
  let pool = joinPools(start, providers);
  let frontier = providers.length > 0 ? providers : [root];
  for (let step = 0; step < depth; step++) {
    const ring = await reachPartners(catalog, pool, frontier);
    pool = ring.pool;
    frontier = ring.reached;
  }
  return addSurroundings(catalog, pool);
}

/** One call further: partners, and through an API to whoever stands behind it. */
async function reachPartners(
  catalog: CatalogApi,
  pool: EntityPool,
  frontier: Entity[],
): Promise<{ pool: EntityPool; reached: Entity[] }> {
  const partners = await fetchMissing(
    catalog,
    pool,
    frontier.flatMap(partnersOf),
  );
  const withPartners = joinPools(pool, partners);
  const apis = frontier
    .flatMap(partnersOf)
    .map(ref => withPartners.get(ref))
    .filter((entity): entity is Entity => entity?.kind === 'API');
  const behind = await fetchMissing(
    catalog,
    withPartners,
    partnersBehindApis(apis, frontier),
  );
  return {
    pool: joinPools(withPartners, behind),
    reached: [...partners, ...behind],
  };
}

/**
 * Adds what the outermost entities need to be drawn: the APIs that they
 * provide and the systems they are in, then the domains of these.
 */
async function addSurroundings(catalog: CatalogApi, pool: EntityPool) {
  const entities = [...pool.values()];
  const added = await fetchMissing(
    catalog,
    pool,
    entities.flatMap(entity => [...apisOf(entity), ...boxesOf(entity)]),
  );
  const withAdded = joinPools(pool, added);
  const outer = await fetchMissing(catalog, withAdded, added.flatMap(boxesOf));
  return joinPools(withAdded, outer);
}
