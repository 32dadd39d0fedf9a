import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useLoaded } from '../page/useLoaded';
import {
  loadAround,
  type LoadedTopology,
  type TopologyApis,
} from '../source/loadTopology';

const againInMs = (loaded: LoadedTopology) => loaded.againInMs;

/**
 * The topology around an entity. While another depth is being fetched the last
 * answer stays; another entity starts from nothing. One that the index has not
 * read yet comes from the catalog until it has.
 */
export function useEntityTopology(
  apis: TopologyApis,
  entity: Entity,
  depth: number,
) {
  const { value, problem } = useLoaded(
    last => loadAround(apis, entity, depth, last),
    stringifyEntityRef(entity),
    String(depth),
    againInMs,
  );
  return { ...value, problem };
}
