import { TopologyEdge } from './types';

/** The id that edges with the same ends, protocol and direction share. @public */
export function edgeId(
  edge: Pick<TopologyEdge, 'from' | 'to' | 'protocol' | 'direction'>,
): string {
  const direction = edge.direction ? `:${edge.direction}` : '';
  return `${edge.from}>${edge.to}:${edge.protocol}${direction}`;
}

/** One edge for each id, with what the equal ones declare together; sorted by id. @public */
export function mergeEdges(edges: readonly TopologyEdge[]): TopologyEdge[] {
  const byId = new Map<string, TopologyEdge>();
  for (const edge of edges) {
    const known = byId.get(edge.id);
    byId.set(edge.id, known ? mergeTwo(known, edge) : normal(edge));
  }
  return [...byId.values()].sort((a, b) => compareText(a.id, b.id));
}

function mergeTwo(a: TopologyEdge, b: TopologyEdge): TopologyEdge {
  return {
    ...a,
    // one that waits decides: the caller waits at least once
    mode: a.mode === 'sync' || b.mode === 'sync' ? 'sync' : 'async',
    operations: union(a.operations, b.operations),
    apis: union(a.apis, b.apis),
    declaredBy: union(a.declaredBy, b.declaredBy),
  };
}

function normal(edge: TopologyEdge): TopologyEdge {
  return {
    ...edge,
    operations: union(edge.operations, []),
    apis: union(edge.apis, []),
    declaredBy: union(edge.declaredBy, []),
  };
}

function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])].sort(compareText);
}

/** Order by code units: the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
