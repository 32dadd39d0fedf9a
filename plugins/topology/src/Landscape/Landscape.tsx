import { useEffect, useMemo, useRef } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import {
  prepareTopologyView,
  TopologyView,
} from '@golden-path/backstage-plugin-topology-react';
import { useLenses } from '../lens/useLenses';
import { hasPage } from '../page/pages';
import { useAddress } from '../page/useAddress';
import { useLinks } from '../page/useLinks';
import { useLoadedTopology } from '../page/useLoadedTopology';
import { useRemainingHeight } from '../page/useRemainingHeight';
import { loadLandscape } from '../source/loadTopology';
import { useTopologyApis } from '../source/useTopologyApis';
import { landscapeView } from './landscapeView';

const NO_ENTITIES: readonly Entity[] = [];

/**
 * The topology of the whole catalog, rolled up as far as is needed to read it.
 * Everything that can be set is kept in the address.
 */
export function Landscape() {
  const apis = useTopologyApis();
  useEffect(prepareTopologyView, []);
  const { topology, findings, entities, indexed, note, problem } =
    useLoadedTopology(last => loadLandscape(apis, last), 'landscape');
  const defaults = useMemo(() => landscapeView(topology), [topology]);
  const address = useAddress(null, defaults);
  const entityLink = useEntityRefLink();
  const linksFor = useLinks(
    apis.catalog,
    indexed ? undefined : entities ?? NO_ENTITIES,
    address.selected,
  );
  const lenses = useLenses(apis, {
    indexed,
    lens: address.view.lens,
    offered: ['observed', 'difference'],
  });
  const ref = useRef<HTMLDivElement>(null);
  const height = useRemainingHeight(ref);

  return (
    <div ref={ref}>
      <TopologyView
        title="Landscape"
        topology={topology}
        findings={findings}
        problem={problem}
        height={height}
        selected={address.selected}
        onSelect={address.onSelect}
        view={address.view}
        onViewChange={address.onViewChange}
        hrefFor={id => (hasPage(id, topology) ? entityLink(id) : undefined)}
        linksFor={linksFor}
        {...lenses}
        note={note ?? lenses.note}
      />
    </div>
  );
}
