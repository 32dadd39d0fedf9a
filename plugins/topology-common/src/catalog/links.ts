import { declaredBy } from './declared';
import { CatalogEntity } from './entity';
import { readTopologyHints } from './hints';
import { isFinding, readEntity } from './readEntity';
import { entityRef } from './refs';

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
  const from = entityRef(entity);
  return readTopologyHints(entity).hints.flatMap(({ ref }): EntityLink[] =>
    ref === from ? [] : [{ type: 'calls', from, to: ref }],
  );
}
