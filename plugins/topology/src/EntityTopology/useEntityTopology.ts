import { useCallback, useEffect, useMemo, useState } from 'react';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type {
  Topology,
  TopologyFinding,
} from '@golden-path/backstage-plugin-topology-common';
import type { TopologyProblem } from '@golden-path/backstage-plugin-topology-react';
import { loadEntities } from '../entities/loadEntities';
import { problemOf } from './problemOf';
import { topologyOf } from './topologyOf';

type Answer = { root: string } & (
  | { entities: Entity[]; depth: number }
  | { error: unknown }
);

/** What is known of the surroundings of an entity; no topology while it is fetched. */
export interface EntityTopologyState {
  entities: readonly Entity[];
  findings: readonly TopologyFinding[];
  topology?: Topology;
  problem?: TopologyProblem;
}

/**
 * The topology around an entity. While another depth is being fetched the last
 * answer stays; another entity starts from nothing.
 */
export function useEntityTopology(
  entity: Entity,
  depth: number,
): EntityTopologyState {
  const catalog = useApi(catalogApiRef);
  const root = stringifyEntityRef(entity);
  const [answer, setAnswer] = useState<Answer>();
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let wanted = true;
    loadEntities(catalog, entity, depth).then(
      entities => wanted && setAnswer({ root, entities, depth }),
      error => wanted && setAnswer({ root, error }),
    );
    return () => {
      wanted = false;
    };
    // the page hands out a new object for the same entity now and then
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [catalog, root, depth, attempt]);

  const retry = useCallback(() => {
    setAnswer(undefined);
    setAttempt(tries => tries + 1);
  }, []);

  return useMemo(() => {
    const current = answer?.root === root ? answer : undefined;
    if (!current) return { entities: [], findings: [] };
    if ('error' in current) {
      return {
        entities: [],
        findings: [],
        problem: problemOf(current.error, retry),
      };
    }
    const { entities } = current;
    return { entities, ...topologyOf(entities, root, current.depth) };
  }, [answer, root, retry]);
}
