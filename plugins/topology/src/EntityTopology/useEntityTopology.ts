import { useMemo } from 'react';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { loadEntities } from '../entities/loadEntities';
import { useLoaded } from '../page/useLoaded';
import { topologyOf } from './topologyOf';

/**
 * The topology around an entity. While another depth is being fetched the last
 * answer stays; another entity starts from nothing.
 */
export function useEntityTopology(entity: Entity, depth: number) {
  const catalog = useApi(catalogApiRef);
  const root = stringifyEntityRef(entity);
  const { value, problem } = useLoaded(
    async () => ({
      entities: await loadEntities(catalog, entity, depth),
      depth,
    }),
    root,
    String(depth),
  );
  const answer = useMemo(
    () => value && topologyOf(value.entities, root, value.depth),
    [value, root],
  );
  return { entities: value?.entities, ...answer, problem };
}
