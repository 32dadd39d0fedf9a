import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useLoaded } from '../page/useLoaded';
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
  const { value, problem } = useLoaded(
    () => loadAround(apis, entity, depth),
    stringifyEntityRef(entity),
    String(depth),
  );
  return { ...value, problem };
}
