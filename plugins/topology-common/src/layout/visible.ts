import { compareText } from '../model/edges';
import {
  EventDirection,
  CallMode,
  Protocol,
  Topology,
  TopologyBox,
  TopologyEdge,
  TopologyNode,
} from '../model/types';
import { boxPaths } from '../model/views';

/** A card to draw: a node, or a collapsed box in the place of all it holds. */
export interface Card {
  id: string;
  node?: TopologyNode;
  box?: TopologyBox;
  /** The expanded box around it. */
  parent?: string;
  /** APIs to draw as tabs. */
  apis: TopologyNode[];
}

/** A line to draw: an edge, or a bundle of those between the same two cards. */
export interface Link {
  id: string;
  from: string;
  to: string;
  edges: readonly TopologyEdge[];
  protocol: Protocol;
  mode: CallMode;
  direction?: EventDirection;
}

/** What there is to draw once boxes are collapsed; all lists sorted by id. */
export interface Visible {
  /** Expanded boxes. */
  boxes: TopologyBox[];
  cards: Card[];
  links: Link[];
}

/** Applies the collapsed boxes, puts APIs on their providers and bundles edges. */
export function visibleParts(
  topology: Topology,
  collapsed: ReadonlySet<string>,
): Visible {
  const boxes = distinct(topology.boxes);
  const nodes = distinct(topology.nodes);
  const pathOf = boxPaths(boxes);
  const ids = new Set(boxes.map(b => b.id));
  const nodeIds = new Set(nodes.map(n => n.id));
  const covers = new Map(
    boxes.map(b => [b.id, outermost(pathOf(b.id), collapsed)]),
  );
  const coverOf = (boxId: string | undefined) => covers.get(boxId ?? '');
  const isTab = (node: TopologyNode) =>
    node.shape === 'api' &&
    node.providedBy !== undefined &&
    node.providedBy !== node.id &&
    nodeIds.has(node.providedBy);
  const nodeById = new Map(nodes.map(n => [n.id, n]));
  const cardOf = (id: string): string | undefined => {
    const node = nodeById.get(id);
    const provider =
      node && isTab(node) ? nodeById.get(node.providedBy ?? '') : undefined;
    const shown = provider ?? node;
    return shown && (coverOf(shown.box) ?? shown.id);
  };
  const tabs = new Map<string | undefined, TopologyNode[]>();
  for (const node of nodes.filter(isTab)) {
    const list = tabs.get(node.providedBy);
    if (list) list.push(node);
    else tabs.set(node.providedBy, [node]);
  }
  const cards = [
    ...boxes
      .filter(box => coverOf(box.id) === box.id)
      .map(
        (box): Card => ({
          id: box.id,
          box,
          apis: [],
          ...inside(box.parent, ids),
        }),
      ),
    ...nodes
      .filter(node => !isTab(node) && coverOf(node.box) === undefined)
      .map(
        (node): Card => ({
          id: node.id,
          node,
          apis: tabs.get(node.id) ?? [],
          ...inside(node.box, ids),
        }),
      ),
  ];
  return {
    boxes: boxes.filter(box => coverOf(box.id) === undefined),
    cards: cards.sort((a, b) => compareText(a.id, b.id)),
    links: linksBetween(topology.edges, cardOf, collapsed),
  };
}

/** The collapsed box that covers all from here on inwards; the path runs from inside to outside. */
function outermost(
  path: readonly string[],
  collapsed: ReadonlySet<string>,
): string | undefined {
  let found: string | undefined;
  for (const id of path) if (collapsed.has(id)) found = id;
  return found;
}

function inside(
  box: string | undefined,
  known: ReadonlySet<string>,
): { parent?: string } {
  return box !== undefined && known.has(box) ? { parent: box } : {};
}

/** One for each id, sorted: a topology read from elsewhere need not keep its promise. */
function distinct<T extends { id: string }>(items: readonly T[]): T[] {
  const byId = new Map(items.map(item => [item.id, item]));
  return [...byId.values()].sort((a, b) => compareText(a.id, b.id));
}

function linksBetween(
  edges: readonly TopologyEdge[],
  cardOf: (id: string) => string | undefined,
  collapsed: ReadonlySet<string>,
): Link[] {
  const groups = new Map<
    string,
    { from: string; to: string; edges: TopologyEdge[] }
  >();
  for (const edge of distinct(edges)) {
    const from = cardOf(edge.from);
    const to = cardOf(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    const bundled = collapsed.has(from) || collapsed.has(to);
    const key = bundled ? `bundle ${from.length} ${from} ${to}` : edge.id;
    const group = groups.get(key);
    if (group) group.edges.push(edge);
    else groups.set(key, { from, to, edges: [edge] });
  }
  return [...groups.values()]
    .map(group => linkOf(group.from, group.to, group.edges))
    .sort((a, b) => compareText(a.id, b.id));
}

function linkOf(from: string, to: string, edges: TopologyEdge[]): Link {
  const [first] = edges;
  const directions = new Set(edges.map(e => e.direction));
  return {
    id: edges.length === 1 && first ? first.id : `${from}>>${to}`,
    from,
    to,
    edges,
    protocol: shares(edges)[0]?.protocol ?? 'other',
    mode: edges.every(e => e.mode === 'async') ? 'async' : 'sync',
    ...(directions.size === 1 && first?.direction
      ? { direction: first.direction }
      : {}),
  };
}

const PROTOCOL_ORDER: readonly Protocol[] = [
  'http',
  'grpc',
  'events',
  'sql',
  'cache',
  'other',
];

/** How many edges speak which protocol, most first. */
export function shares(
  edges: readonly TopologyEdge[],
): { protocol: Protocol; count: number }[] {
  return PROTOCOL_ORDER.map(protocol => ({
    protocol,
    count: edges.filter(e => e.protocol === protocol).length,
  }))
    .filter(share => share.count > 0)
    .sort((a, b) => b.count - a.count);
}
