import { compareText } from '../model/edges';
import {
  NodeShape,
  Topology,
  TopologyEdge,
  TopologyNode,
} from '../model/types';

/** A topology with what leaves and enters each node at hand. Calls to an API end at its provider. */
export interface CallGraph {
  /** All nodes but APIs that stand as tabs on another; sorted by id. */
  nodes: readonly TopologyNode[];
  node(id: string): TopologyNode | undefined;
  /** The APIs a node provides. */
  apisOf(id: string): readonly TopologyNode[];
  /** Edges that leave a node, sorted by id; edges to itself are left out. */
  from(id: string): readonly Arc[];
  /** Edges that enter a node, sorted by id. */
  to(id: string): readonly Arc[];
}

/** An edge between the nodes that are drawn as cards. */
export interface Arc {
  from: string;
  to: string;
  edge: TopologyEdge;
}

const NONE: readonly never[] = [];

export function callGraph(topology: Topology): CallGraph {
  const byId = new Map(topology.nodes.map(n => [n.id, n]));
  const providerOf = (node: TopologyNode) =>
    node.shape === 'api' && node.providedBy !== node.id
      ? byId.get(node.providedBy ?? '')
      : undefined;
  const cards = [...byId.values()].filter(n => providerOf(n) === undefined);
  const cardOf = (id: string) => {
    const node = byId.get(id);
    return node && (providerOf(node)?.id ?? node.id);
  };
  const outgoing = new Map<string, Arc[]>();
  const incoming = new Map<string, Arc[]>();
  const edges = [...topology.edges].sort((a, b) => compareText(a.id, b.id));
  for (const edge of edges) {
    const from = cardOf(edge.from);
    const to = cardOf(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    push(outgoing, from, { from, to, edge });
    push(incoming, to, { from, to, edge });
  }
  const apis = new Map<string, TopologyNode[]>();
  for (const node of byId.values()) {
    const provider = providerOf(node);
    if (provider) push(apis, provider.id, node);
  }
  return {
    nodes: cards.sort((a, b) => compareText(a.id, b.id)),
    node: id => byId.get(cardOf(id) ?? ''),
    apisOf: id => apis.get(id) ?? NONE,
    from: id => outgoing.get(id) ?? NONE,
    to: id => incoming.get(id) ?? NONE,
  };
}

function push<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

const SERVICES: ReadonlySet<NodeShape> = new Set([
  'service',
  'gateway',
  'worker',
  'website',
]);

/** True for what runs and makes or answers calls. */
export function isService(node: TopologyNode | undefined): boolean {
  return node !== undefined && SERVICES.has(node.shape);
}

/** True for a call from one program to another; not for the use of a store or a topic. */
export function isCall({ edge }: Arc): boolean {
  return ['http', 'grpc', 'other'].includes(edge.protocol);
}

/** True, if the caller waits for another program's answer. */
export function isWaiting(arc: Arc): boolean {
  return isCall(arc) && arc.edge.mode === 'sync';
}

/** What people call a node. */
export function nameOf(graph: CallGraph, id: string): string {
  const node = graph.node(id);
  return node?.title ?? node?.name ?? id;
}

/** Names as a sentence has them: `a`, `a and b`, `a, b and 3 more`. */
export function listed(names: readonly string[], most = 4): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const rest = names.length - shown.length;
  const parts = rest > 0 ? [...shown, `${rest} more`] : [...shown];
  const last = parts.pop() ?? '';
  return parts.length > 0 ? `${parts.join(', ')} and ${last}` : last;
}
