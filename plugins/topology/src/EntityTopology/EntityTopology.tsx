import { useMemo, useRef } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity, useEntityRefLink } from '@backstage/plugin-catalog-react';
import {
  ChoiceMenu,
  TopologyView,
} from '@golden-path/backstage-plugin-topology-react';
import { linkIndex } from '../page/links';
import { hasPage } from '../page/pages';
import { DEPTHS, useAddress, useDepth } from '../page/useAddress';
import { useRemainingHeight } from '../page/useRemainingHeight';
import { defaultViewOf, isBox } from './topologyOf';
import { useEntityTopology } from './useEntityTopology';

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
  const { topology, findings, entities, problem } = useEntityTopology(
    entity,
    Number(depth),
  );
  const defaults = useMemo(
    () => defaultViewOf(topology, root),
    [topology, root],
  );
  const address = useAddress(isBox(root) ? null : root, defaults);
  const entityLink = useEntityRefLink();
  const linksFor = useMemo(() => linkIndex(entities), [entities]);
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
        controls={
          isBox(root) ? undefined : (
            <ChoiceMenu
              name="Depth"
              choices={depthChoices}
              value={depth}
              onChange={setDepth}
            />
          )
        }
      />
    </div>
  );
}
