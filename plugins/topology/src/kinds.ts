import type { Entity } from '@backstage/catalog-model';

/** The kinds of entities that have a topology, in lower case. */
export const topologyKinds: readonly string[] = [
  'component',
  'api',
  'resource',
  'system',
  'domain',
];

/**
 * Whether an entity has a topology to show.
 *
 * @public
 */
export const isTopologyAvailable = (entity: Entity): boolean =>
  topologyKinds.includes(entity.kind.toLocaleLowerCase('en-US'));
