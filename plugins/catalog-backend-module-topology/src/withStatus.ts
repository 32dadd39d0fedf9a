import { ENTITY_STATUS_CATALOG_PROCESSING_TYPE } from '@backstage/catalog-client';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import type { Entity } from '@backstage/catalog-model';

/**
 * The entity with problems in its status, where the stock pages show them. They are no processing errors:
 * those would keep the entity as it was before, or out of the catalog.
 */
export function withStatus(
  entity: Entity,
  messages: readonly string[],
): Entity {
  if (messages.length === 0) return entity;
  const { status } = entity as AlphaEntity;
  const items = messages.map(message => ({
    type: ENTITY_STATUS_CATALOG_PROCESSING_TYPE,
    level: 'error' as const,
    message: `Topology: ${message}`,
    error: { name: 'TopologyError', message },
  }));
  const withItems: AlphaEntity = {
    ...entity,
    status: { ...status, items: [...(status?.items ?? []), ...items] },
  };
  return withItems;
}
