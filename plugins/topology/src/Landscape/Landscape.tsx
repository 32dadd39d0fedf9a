import { useMemo, useRef } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  useEntityRefLink,
} from '@backstage/plugin-catalog-react';
import { topologyFromEntities } from '@golden-path/backstage-plugin-topology-common';
import { TopologyView } from '@golden-path/backstage-plugin-topology-react';
import { loadLandscape } from '../entities/loadLandscape';
import { linkIndex } from '../page/links';
import { hasPage } from '../page/pages';
import { useAddress } from '../page/useAddress';
import { useLoaded } from '../page/useLoaded';
import { useRemainingHeight } from '../page/useRemainingHeight';
import { landscapeView } from './landscapeView';

/**
 * The topology of the whole catalog, rolled up as far as is needed to read it.
 * Everything that can be set is kept in the address.
 */
export function Landscape() {
  const catalog = useApi(catalogApiRef);
  const { value, problem } = useLoaded(async () => {
    const entities = await loadLandscape(catalog);
    return { entities, ...topologyFromEntities(entities) };
  }, 'landscape');
  const topology = value?.topology;
  const defaults = useMemo(() => landscapeView(topology), [topology]);
  const address = useAddress(null, defaults);
  const entityLink = useEntityRefLink();
  const linksFor = useMemo(() => linkIndex(value?.entities), [value]);
  const ref = useRef<HTMLDivElement>(null);
  const height = useRemainingHeight(ref);

  return (
    <div ref={ref}>
      <TopologyView
        title="Landscape"
        topology={topology}
        findings={value?.findings}
        problem={problem}
        height={height}
        selected={address.selected}
        onSelect={address.onSelect}
        view={address.view}
        onViewChange={address.onViewChange}
        hrefFor={id => (hasPage(id, topology) ? entityLink(id) : undefined)}
        linksFor={linksFor}
      />
    </div>
  );
}
