import { CallGraph, isService, isWaiting, listed, nameOf } from '../callGraph';
import { Insight } from '../insight';

/** Services that others call, yet that provide no API. */
export function withoutApi(graph: CallGraph): Insight[] {
  return graph.nodes.flatMap((node): Insight[] => {
    if (!isService(node) || node.unknown) return [];
    if (graph.apisOf(node.id).length > 0) return [];
    const calls = graph.to(node.id).filter(isWaiting);
    const callers = [...new Set(calls.map(c => c.from))].sort();
    if (callers.length === 0) return [];
    const names = listed(callers.map(id => nameOf(graph, id)));
    return [
      {
        id: `no-api:${node.id}`,
        rule: 'no-api',
        severity: 'low',
        nodes: [node.id],
        edges: calls.map(c => c.edge.id),
        title: 'Service without an API',
        reason: `${nameOf(
          graph,
          node.id,
        )} is called by ${names}, yet provides no API. What callers may rely on is written nowhere.`,
        mend: 'Register its contract as an API entity and name it in spec.providesApis.',
      },
    ];
  });
}
