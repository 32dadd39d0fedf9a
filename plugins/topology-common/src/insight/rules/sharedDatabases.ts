import { CallGraph, isService, listed, nameOf } from '../callGraph';
import { Insight } from '../insight';

/** Databases that more than one service reads or writes. */
export function sharedDatabases(graph: CallGraph): Insight[] {
  return graph.nodes.flatMap((database): Insight[] => {
    if (database.shape !== 'database') return [];
    const uses = graph
      .to(database.id)
      .filter(({ from }) => isService(graph.node(from)));
    const users = [...new Set(uses.map(u => u.from))].sort();
    if (users.length < 2) return [];
    const teams = new Set(users.map(id => graph.node(id)?.owner));
    const systems = new Set(users.map(id => graph.node(id)?.box));
    const apart = teams.size > 1 || systems.size > 1;
    const names = listed(users.map(id => nameOf(graph, id)));
    const across = acrossText(teams.size, systems.size);
    return [
      {
        id: `shared-database:${database.id}`,
        rule: 'shared-database',
        severity: apart ? 'high' : 'medium',
        nodes: [database.id, ...users],
        edges: uses.map(u => u.edge.id),
        title: 'Shared database',
        reason: `${nameOf(
          graph,
          database.id,
        )} is used by ${names}${across}. A change of its schema can break each of them.`,
        mend: 'Let one service own it, and the others ask that service or follow its events.',
      },
    ];
  });
}

function acrossText(teams: number, systems: number): string {
  if (systems > 1) return `, of ${systems} systems`;
  return teams > 1 ? `, of ${teams} owners` : '';
}
