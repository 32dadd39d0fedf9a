import { TOPOLOGY_ANNOTATION, readTopologyAnnotation } from './annotation';
import { declaredBy } from './declared';
import { CatalogEntity } from './entity';
import { isFinding, readEntity } from './readEntity';
import { entityRef } from './refs';
import { readTarget } from './targets';

/** What an entity declares of itself and another: `from` calls, provides, or is part of `to`. @public */
export interface EntityLink {
  type: 'calls' | 'provides' | 'partOf';
  from: string;
  to: string;
}

/**
 * The links that an entity declares, each once: what an index needs to know which entities
 * have a say in the edges of another.
 * @public
 */
export function linksOf(entity: CatalogEntity): EntityLink[] {
  const read = readEntity(entity, 0);
  if (isFinding(read)) return [];
  const links = [...relationsOf(read), ...annotated(read)];
  const distinct = new Map(
    links.map(link => [Object.values(link).join(), link]),
  );
  return [...distinct.values()];
}

function relationsOf(entity: CatalogEntity): EntityLink[] {
  return declaredBy(entity).flatMap(({ type, from, to }): EntityLink[] => {
    if (type === 'ownedBy') return [];
    if (type === 'partOf') return [{ type, from, to }];
    return [{ type: type === 'providesApi' ? 'provides' : 'calls', from, to }];
  });
}

function annotated(entity: CatalogEntity): EntityLink[] {
  const text = entity.metadata.annotations?.[TOPOLOGY_ANNOTATION];
  if (text === undefined) return [];
  const from = entityRef(entity);
  const { hints } = readTopologyAnnotation(from, text);
  return hints.flatMap(({ target }): EntityLink[] => {
    const to = readTarget(target, entity);
    return to === undefined || to === from ? [] : [{ type: 'calls', from, to }];
  });
}
