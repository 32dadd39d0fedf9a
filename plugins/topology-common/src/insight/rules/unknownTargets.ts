import { CallGraph, listed, nameOf } from '../callGraph';
import { Insight } from '../insight';

/** Things that something refers to and no entity describes. */
export function unknownTargets(graph: CallGraph): Insight[] {
  return graph.nodes.flatMap((node): Insight[] => {
    if (!node.unknown) return [];
    const arcs = [...graph.to(node.id), ...graph.from(node.id)];
    const users = [
      ...new Set(arcs.map(a => (a.from === node.id ? a.to : a.from))),
    ].sort();
    const names = listed(users.map(id => nameOf(graph, id)));
    const verb = users.length === 1 ? 'refers' : 'refer';
    return [
      {
        id: `unknown-target:${node.id}`,
        rule: 'unknown-target',
        severity: 'medium',
        nodes: [node.id, ...users],
        edges: arcs.map(a => a.edge.id),
        title: 'Unknown target',
        reason:
          users.length > 0
            ? `${names} ${verb} to ${node.id}, which is not in the catalog.`
            : `${node.id} is named, and is not in the catalog.`,
        mend: `Register ${node.id}, or correct the reference.`,
      },
    ];
  });
}
