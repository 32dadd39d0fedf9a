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
  const ownCards = new Map(nodes.map(n => [n.id, coverOf(n.box) ?? n.id]));
  const cardIds = new Map(
    nodes.map(node => [
      node.id,
      ownCards.get((isTab(node) && node.providedBy) || node.id),
    ]),
  );
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
    links: linksBetween(topology.edges, cardIds, collapsed),
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
function distinct<T extends { id: string }>(items: readonly T[]): readonly T[] {
  const isKept = items.every(({ id }, i) => {
    const before = items[i - 1];
    return !before || before.id < id;
  });
  if (isKept) return items;
  const byId = new Map(items.map(item => [item.id, item]));
  return [...byId.values()].sort((a, b) => compareText(a.id, b.id));
}

function linksBetween(
  edges: readonly TopologyEdge[],
  cardIds: ReadonlyMap<string, string | undefined>,
  collapsed: ReadonlySet<string>,
): Link[] {
  const links: Link[] = [];
  const bundles = new Map<string, Map<string, TopologyEdge[]>>();
  for (const edge of distinct(edges)) {
    const from = cardIds.get(edge.from);
    const to = cardIds.get(edge.to);
    if (from === undefined || to === undefined || from === to) continue;
    if (!collapsed.has(from) && !collapsed.has(to)) {
      links.push(linkOf(from, to, [edge]));
      continue;
    }
    const leaving = bundles.get(from) ?? new Map<string, TopologyEdge[]>();
    bundles.set(from, leaving);
    const bundle = leaving.get(to);
    if (bundle) bundle.push(edge);
    else leaving.set(to, [edge]);
  }
  for (const [from, leaving] of bundles) {
    for (const [to, bundle] of leaving) links.push(linkOf(from, to, bundle));
  }
  return links.sort((a, b) => compareText(a.id, b.id));
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
  const counts = new Map<Protocol, number>();
  for (const { protocol } of edges) {
    counts.set(protocol, (counts.get(protocol) ?? 0) + 1);
  }
  return PROTOCOL_ORDER.flatMap(protocol => {
    const count = counts.get(protocol);
    return count === undefined ? [] : [{ protocol, count }];
  }).sort((a, b) => b.count - a.count);
}
