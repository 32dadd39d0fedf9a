import {
  impact,
  pathsBetween,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import { nodesOf } from './neighbours';
import type { TopologyViewState } from './viewState';

/** What stands out, in ids of the topology; all else is dimmed. */
export interface Spotlight {
  nodes: ReadonlySet<string>;
  edges: ReadonlySet<string>;
}

/** A node or box with all that calls it or is called. */
function surroundings(topology: Topology, id: string): Spotlight {
  const provider = topology.nodes.find(node => node.id === id)?.providedBy;
  const own = nodesOf(topology, provider ?? id);
  const touching = topology.edges.filter(
    ({ from, to }) => own.has(from) || own.has(to),
  );
  return {
    nodes: new Set([
      id,
      ...own,
      ...touching.flatMap(({ from, to }) => [from, to]),
    ]),
    edges: new Set(touching.map(edge => edge.id)),
  };
}

/** The ways from one node to another, and back if there is none there. */
export function pathsFor(topology: Topology, from: string, to: string) {
  const there = pathsBetween(topology, from, to);
  return there.length > 0 ? there : pathsBetween(topology, to, from);
}

function alongPaths(topology: Topology, from: string, to: string): Spotlight {
  const paths = pathsFor(topology, from, to);
  return {
    nodes: new Set([from, to, ...paths.flatMap(({ nodes }) => nodes)]),
    edges: new Set(paths.flatMap(({ edges }) => edges)),
  };
}

function affectedBy(topology: Topology, id: string): Spotlight {
  const { stopped, broken, late } = impact(topology, id);
  const affected = [...broken, ...late];
  return {
    nodes: new Set([id, ...stopped, ...affected.map(node => node.id)]),
    edges: new Set(affected.flatMap(({ path }) => path.edges)),
  };
}

/** What a view lets stand out; nothing if all is to be seen alike. */
export function spotlightOf(
  topology: Topology,
  {
    focused,
    pathTo,
    side,
  }: Pick<TopologyViewState, 'focused' | 'pathTo' | 'side'>,
  selected: string | undefined,
): Spotlight | undefined {
  if (side === 'impact' && selected !== undefined) {
    return affectedBy(topology, selected);
  }
  if (focused === undefined) return undefined;
  return pathTo === undefined
    ? surroundings(topology, focused)
    : alongPaths(topology, focused, pathTo);
}
