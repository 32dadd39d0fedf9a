import { CatalogEntity } from './entity';

/**
 * The annotation that lists, comma-separated, the names under which traces and metrics know an entity.
 * @public
 */
export const OBSERVED_AS_ANNOTATION = 'goldenpath.dev/observed-as';

/** A name under which an entity may be observed. @public */
export interface ObservedName {
  name: string;
  /** True if the annotation says so; false, if it is only the entity's own name. */
  stated: boolean;
}

/**
 * The names under which an entity may be observed, in lower case: those that its annotation states, or
 * else its own. APIs are not observed; those that provide them are.
 * @public
 */
export function observedNamesOf(entity: CatalogEntity): ObservedName[] {
  const stated = (entity.metadata.annotations?.[OBSERVED_AS_ANNOTATION] ?? '')
    .split(',')
    .map(name => name.trim().toLowerCase())
    .filter(name => name !== '');
  if (stated.length > 0) {
    return [...new Set(stated)].map(name => ({ name, stated: true }));
  }
  const isObserved = ['component', 'resource'].includes(
    entity.kind.toLowerCase(),
  );
  return isObserved
    ? [{ name: entity.metadata.name.toLowerCase(), stated: false }]
    : [];
}
