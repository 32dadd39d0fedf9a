import { useMemo } from 'react';
import {
  discoveryApiRef,
  fetchApiRef,
  useApi,
} from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { TopologyApis } from './loadTopology';

/** The APIs of this portal that a topology can come from. */
export function useTopologyApis(): TopologyApis {
  const catalog = useApi(catalogApiRef);
  const discovery = useApi(discoveryApiRef);
  const fetcher = useApi(fetchApiRef);
  return useMemo(
    () => ({ catalog, discovery, fetcher }),
    [catalog, discovery, fetcher],
  );
}
