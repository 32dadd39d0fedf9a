import { compareText, edgeId } from '../model/edges';
import { Topology, TopologyEdge } from '../model/types';
import { ObservedCall } from './observedCall';

/**
 * `confirmed`: declared and seen. `declared`: not observed in this window.
 * `observed`: seen, yet nobody declares it.
 * @public
 */
export type ObservationState = 'confirmed' | 'declared' | 'observed';

/** An edge with what was seen of it. @public */
export interface ConfirmedEdge extends TopologyEdge {
  state: ObservationState;
  /** The calls that stand behind it; empty for what is only declared. */
  observed: ObservedCall[];
}

/**
 * Lays observed calls over what is declared. A call confirms the declared edge between the same two,
 * of its protocol if there is one; a message confirms the way over a topic. Calls from or to something
 * that the topology does not hold are left out. The order of the calls does not matter.
 * @public
 */
export function confirm(
  topology: Topology,
  observed: readonly ObservedCall[],
): ConfirmedEdge[] {
  const nodes = new Set(topology.nodes.map(node => node.id));
  const declared = edgesByEnds(topology.edges);
  const seen = new Map<string, ObservedCall[]>();
  const undeclared = new Map<string, ConfirmedEdge>();
  for (const call of sorted(observed)) {
    if (!nodes.has(call.from) || !nodes.has(call.to)) continue;
    if (call.from === call.to) continue;
    const edges = edgesOf(call, declared);
    for (const { id } of edges) seen.set(id, [...(seen.get(id) ?? []), call]);
    if (edges.length > 0) continue;
    const edge = undeclaredEdge(call);
    const known = undeclared.get(edge.id)?.observed ?? [];
    undeclared.set(edge.id, { ...edge, observed: [...known, call] });
  }
  const stated = topology.edges.map((edge): ConfirmedEdge => {
    const calls = seen.get(edge.id) ?? [];
    return {
      ...edge,
      state: calls.length > 0 ? 'confirmed' : 'declared',
      observed: calls,
    };
  });
  return [...stated, ...undeclared.values()].sort((a, b) =>
    compareText(a.id, b.id),
  );
}

type EdgesByEnds = ReadonlyMap<string, ReadonlyMap<string, TopologyEdge[]>>;

function edgesByEnds(edges: readonly TopologyEdge[]): EdgesByEnds {
  const byFrom = new Map<string, Map<string, TopologyEdge[]>>();
  for (const edge of edges) {
    const byTo = byFrom.get(edge.from) ?? new Map<string, TopologyEdge[]>();
    byTo.set(edge.to, [...(byTo.get(edge.to) ?? []), edge]);
    byFrom.set(edge.from, byTo);
  }
  return byFrom;
}

function edgesOf(call: ObservedCall, declared: EdgesByEnds): TopologyEdge[] {
  const between = declared.get(call.from)?.get(call.to) ?? [];
  const exact = between.filter(edge => edge.protocol === call.protocol);
  if (exact.length > 0) return exact;
  if (between.length > 0) return between;
  return call.protocol === 'events' ? overTopic(call, declared) : [];
}

/** Sources see publisher and subscriber, and no topic in between. */
function overTopic(call: ObservedCall, declared: EdgesByEnds): TopologyEdge[] {
  const published = [...(declared.get(call.from) ?? [])];
  return published.flatMap(([topic, out]) => {
    const first = out.filter(edge => edge.protocol === 'events');
    const second = (declared.get(topic)?.get(call.to) ?? []).filter(
      edge => edge.protocol === 'events',
    );
    return first.length > 0 && second.length > 0 ? [...first, ...second] : [];
  });
}

function undeclaredEdge(call: ObservedCall): ConfirmedEdge {
  const { from, to, protocol } = call;
  return {
    id: edgeId({ from, to, protocol }),
    from,
    to,
    protocol,
    mode: protocol === 'events' ? 'async' : 'sync',
    operations: [],
    apis: [],
    declaredBy: [],
    state: 'observed',
    observed: [],
  };
}

function sorted(calls: readonly ObservedCall[]): ObservedCall[] {
  const key = (call: ObservedCall) =>
    `${call.from}>${call.to}:${call.protocol}:${call.source}`;
  return [...calls].sort((a, b) => compareText(key(a), key(b)));
}
