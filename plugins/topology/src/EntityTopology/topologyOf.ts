import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import {
  boxView,
  neighbourhood,
  type Topology,
  type TopologyFinding,
  topologyFromEntities,
} from '@golden-path/backstage-plugin-topology-common';
import {
  defaultTopologyViewState,
  type TopologyViewState,
} from '@golden-path/backstage-plugin-topology-react';

const MANY_NODES = 60;

/** Whether an entity is a box, of which the whole content is shown. */
export const isBox = (ref: string): boolean =>
  ['system', 'domain'].includes(parseEntityRef(ref).kind);

const isDomain = (ref: string) => parseEntityRef(ref).kind === 'domain';

/** Frames of domains say little around one system; its title names the domain. */
const withoutDomains = (topology: Topology): Topology => ({
  ...topology,
  boxes: topology.boxes.filter(({ kind }) => kind !== 'domain'),
});

/** A topology as the page of an entity shows it. */
export const shownOnPage = (topology: Topology, root: string): Topology =>
  isDomain(root) ? topology : withoutDomains(topology);

/** The part of what was fetched that belongs to the page of an entity. */
export function topologyOf(
  entities: readonly Entity[],
  root: string,
  depth: number,
): { topology: Topology; findings: TopologyFinding[] } {
  const { topology, findings } = topologyFromEntities(entities);
  const view = isBox(root)
    ? boxView(topology, root)
    : neighbourhood(topology, root, depth);
  return { findings, topology: shownOnPage(view, root) };
}

/** How the page of an entity opens: a domain of many services as its systems. */
export function defaultViewOf(
  topology: Topology | undefined,
  root: string,
): TopologyViewState {
  if (!topology || !isDomain(root) || topology.nodes.length <= MANY_NODES) {
    return defaultTopologyViewState;
  }
  return { ...defaultTopologyViewState, rollUp: 'system' };
}
