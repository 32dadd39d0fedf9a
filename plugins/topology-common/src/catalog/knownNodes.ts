import { TopologyNode } from '../model/types';
import { Declared } from './declared';

/** Look-ups over the nodes that entities describe. */
export interface KnownNodes {
  node(ref: string): TopologyNode | undefined;
  /** Who provides an API, sorted. */
  providersOf(api: string): readonly string[];
  /** Which APIs a node provides, sorted. */
  apisOf(provider: string): readonly string[];
}

export function knownNodes(
  nodes: readonly TopologyNode[],
  declared: readonly Declared[],
): KnownNodes {
  const byRef = new Map(nodes.map(n => [n.id, n]));
  const provided = declared.filter(d => d.type === 'providesApi');
  const providers = groupSorted(provided.map(d => [d.to, d.from]));
  const apis = groupSorted(provided.map(d => [d.from, d.to]));
  return {
    node: ref => byRef.get(ref),
    providersOf: api => providers.get(api) ?? [],
    apisOf: provider => apis.get(provider) ?? [],
  };
}

function groupSorted(
  pairs: readonly (readonly [string, string])[],
): Map<string, readonly string[]> {
  const groups = new Map<string, Set<string>>();
  for (const [key, value] of pairs) {
    groups.set(key, (groups.get(key) ?? new Set()).add(value));
  }
  return new Map([...groups].map(([key, set]) => [key, [...set].sort()]));
}
