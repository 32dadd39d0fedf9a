import { useCallback, useMemo, useRef } from 'react';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity, useEntityRefLink } from '@backstage/plugin-catalog-react';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import {
  ChoiceMenu,
  TopologyView,
} from '@golden-path/backstage-plugin-topology-react';
import { useLenses } from '../lens/useLenses';
import { hasPage } from '../page/pages';
import { DEPTHS, useAddress, useDepth } from '../page/useAddress';
import { useLinks } from '../page/useLinks';
import { useRemainingHeight } from '../page/useRemainingHeight';
import { useTopologyApis } from '../source/useTopologyApis';
import { defaultViewOf, isBox, shownOnPage } from './topologyOf';
import { useEntityTopology } from './useEntityTopology';

const NO_ENTITIES: readonly Entity[] = [];
const depthChoices = DEPTHS.map(value => ({
  value,
  label: value === '1' ? '1 call' : `${value} calls`,
}));

/**
 * The topology of the entity whose page this is: for a system or domain its
 * content and boundary, otherwise the callers and callees up to a depth.
 * Everything that can be set is kept in the address.
 *
 * @public
 */
export function EntityTopology() {
  const { entity } = useEntity();
  const root = stringifyEntityRef(entity);
  const [depth, setDepth] = useDepth();
  const apis = useTopologyApis();
  const { topology, findings, entities, indexed, note, problem } =
    useEntityTopology(apis, entity, Number(depth));
  const defaults = useMemo(
    () => defaultViewOf(topology, root),
    [topology, root],
  );
  const address = useAddress(isBox(root) ? null : root, defaults);
  const entityLink = useEntityRefLink();
  const linksFor = useLinks(
    apis.catalog,
    indexed ? undefined : entities ?? NO_ENTITIES,
    address.selected,
  );
  const shown = useCallback(
    (part: Topology) => shownOnPage(part, root),
    [root],
  );
  const { controls, ...lenses } = useLenses(apis, {
    indexed,
    lens: address.view.lens,
    ...(isBox(root) ? { box: root } : {}),
    shown,
    offered: isBox(root) ? ['observed', 'difference'] : ['observed'],
  });
  const ref = useRef<HTMLDivElement>(null);
  const height = useRemainingHeight(ref);

  return (
    <div ref={ref}>
      <TopologyView
        title={`Topology of ${entity.metadata.title ?? entity.metadata.name}`}
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
        controls={
          <>
            {controls}
            {!isBox(root) && (
              <ChoiceMenu
                name="Depth"
                choices={depthChoices}
                value={depth}
                onChange={setDepth}
              />
            )}
          </>
        }
      />
    </div>
  );
}
