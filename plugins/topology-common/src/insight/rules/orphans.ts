import { TopologyNode } from '../../model/types';
import { CallGraph, isService, nameOf } from '../callGraph';
import { Insight } from '../insight';

/** Services and stores that nothing is joined to, and topics of which one side is missing. */
export function orphans(graph: CallGraph): Insight[] {
  return graph.nodes.flatMap((node): Insight[] => {
    const lack = lackOf(graph, node);
    if (!lack) return [];
    const arcs = [...graph.to(node.id), ...graph.from(node.id)];
    return [
      {
        id: `orphan:${node.id}`,
        rule: 'orphan',
        severity: 'low',
        nodes: [node.id],
        edges: arcs.map(a => a.edge.id),
        title: node.shape === 'topic' ? 'Half a topic' : 'Orphan',
        reason: `${nameOf(graph, node.id)} has ${lack}.`,
        mend: 'Declare what it is used for or what it uses, or retire it.',
      },
    ];
  });
}

function lackOf(graph: CallGraph, node: TopologyNode): string | undefined {
  if (node.unknown) return undefined;
  const isUsed = graph.to(node.id).length > 0;
  const isUsing = graph.from(node.id).length > 0;
  if (node.shape === 'topic') {
    if (isUsed && isUsing) return undefined;
    if (isUsed) return 'publishers and no subscriber';
    return isUsing
      ? 'subscribers and no publisher'
      : 'no publisher and no subscriber';
  }
  if (isUsed || isUsing) return undefined;
  if (isService(node)) return 'no caller and no callee';
  const isStore = node.shape === 'database' || node.shape === 'cache';
  return isStore ? 'no user' : undefined;
}
