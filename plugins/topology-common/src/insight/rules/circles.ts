import { CallGraph, listed, nameOf } from '../callGraph';
import { TopologyCycle, waitingCycles } from '../cycles';
import { Insight } from '../insight';

/** Services that wait for each other in a circle. */
export function circles(graph: CallGraph): Insight[] {
  return waitingCycles(graph).map(cycle => ({
    id: `cycle:${cycle.nodes[0] ?? ''}`,
    rule: 'cycle',
    severity: 'high',
    nodes: cycle.nodes,
    edges: cycle.edges,
    title:
      cycle.nodes.length === 2 ? 'Cycle' : `Cycle of ${cycle.nodes.length}`,
    reason: reasonOf(graph, cycle),
    mend: 'Let one of the calls become an event, or move what both need into a service of its own.',
  }));
}

function reasonOf(graph: CallGraph, { nodes, shortest }: TopologyCycle) {
  const names = shortest.nodes.map(id => nameOf(graph, id));
  const round = names
    .slice(1)
    .map((callee, i) => `${names[i] ?? ''} calls ${callee}`);
  const all =
    nodes.length === 2
      ? 'Both wait'
      : `${nodes.length} services can wait for each other`;
  return `${listed(
    round,
    6,
  )}. ${all}: none of them starts, deploys or recovers without the others.`;
}
