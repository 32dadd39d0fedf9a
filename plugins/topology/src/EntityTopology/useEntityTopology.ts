import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useLoadedTopology } from '../page/useLoadedTopology';
import { loadAround, type TopologyApis } from '../source/loadTopology';

/**
 * The topology around an entity. While another depth is being fetched the last
 * answer stays; another entity starts from nothing.
 */
export function useEntityTopology(
  apis: TopologyApis,
  entity: Entity,
  depth: number,
) {
  return useLoadedTopology(
    last => loadAround(apis, entity, depth, last),
    stringifyEntityRef(entity),
    String(depth),
  );
}
