import { around, chipFor, placeOnEdge } from './labels';
import { Occupancy } from './occupancy';
import { Point, SceneBox, SceneEdge, SceneGround, SceneNode } from './scene';
import { edgeWord } from './words';

const TITLE_BAR = 36;
const BORDER = 2;

/**
 * Puts a word on every edge that has room for it, and the count on every bundle.
 * A trunk has one word for all its branches. What finds no room is left out.
 */
export function labelEdges(
  edges: readonly SceneEdge[],
  nodes: readonly SceneNode[],
  boxes: readonly SceneBox[],
  spines: ReadonlySet<string>,
  scene: { width: number; height: number },
  wordOf: (edge: SceneEdge) => string = edgeWord,
): SceneEdge[] {
  const taken = occupancyOf(edges, nodes, boxes, scene);
  const storeById = new Map(nodes.filter(n => n.hung).map(n => [n.id, n]));
  const spoken = new Set<string>();
  const cables = cableCounts(edges);
  const withPills = edges.map(edge => placePill(edge, taken));
  return withPills.map(edge => {
    const word = wordOf(edge);
    const said = `${edge.wire} ${word}`;
    if (edge.pill || word === '' || spoken.has(said)) return edge;
    const labelled = spines.has(edge.id)
      ? labelOnSpine(edge, word, storeById, taken)
      : labelOnLeg(edge, word, taken, cables.get(edge.wire));
    if (!labelled.label) return edge;
    spoken.add(said);
    const ground = groundAt(labelled.label, boxes);
    return { ...labelled, label: { ...labelled.label, ground } };
  });
}

/** How many lines each cable holds: a wire whose lines have neither start nor end in common. */
function cableCounts(edges: readonly SceneEdge[]): Map<string, number> {
  const wires = new Map<string, SceneEdge[]>();
  for (const edge of edges) {
    const list = wires.get(edge.wire);
    if (list) list.push(edge);
    else wires.set(edge.wire, [edge]);
  }
  return new Map(
    [...wires].flatMap(([wire, members]) => {
      const isCable =
        new Set(members.map(e => e.from)).size > 1 &&
        new Set(members.map(e => e.to)).size > 1;
      return isCable ? [[wire, members.length] as const] : [];
    }),
  );
}

/** Boxes are sorted from outside to inside: the last that holds the point is its ground. */
function groundAt(point: Point, boxes: readonly SceneBox[]): SceneGround {
  let ground: SceneGround = 'canvas';
  for (const { x, y, width, height, box } of boxes) {
    const holds =
      point.x > x && point.x < x + width && point.y > y && point.y < y + height;
    if (holds) ground = box.kind;
  }
  return ground;
}

function occupancyOf(
  edges: readonly SceneEdge[],
  nodes: readonly SceneNode[],
  boxes: readonly SceneBox[],
  scene: { width: number; height: number },
): Occupancy {
  const taken = new Occupancy(scene);
  for (const node of nodes) {
    taken.take(node);
    node.tabs.forEach(tab => taken.take(tab));
  }
  for (const { x, y, width, height } of boxes) {
    taken.take({ x, y, width, height: TITLE_BAR });
    taken.take({ x: x - BORDER, y, width: 2 * BORDER, height });
    taken.take({ x: x + width - BORDER, y, width: 2 * BORDER, height });
    taken.take({ x, y: y + height - BORDER, width, height: 2 * BORDER });
  }
  for (const edge of edges) taken.takeLine(edge.points, edge.wire);
  return taken;
}

function placePill(edge: SceneEdge, taken: Occupancy): SceneEdge {
  const { pill, ...rest } = edge;
  if (!pill) return edge;
  // a count says more than the line it hides a little of
  const middle =
    placeOnEdge(edge, pill, taken) ?? placeOnEdge(edge, pill, taken, true);
  if (!middle) return rest;
  taken.take(around(middle, pill));
  return { ...rest, pill: { ...pill, ...middle } };
}

function labelOnLeg(
  edge: SceneEdge,
  word: string,
  taken: Occupancy,
  lines: number | undefined,
): SceneEdge {
  const text = lines === undefined ? word : `${word} × ${lines}`;
  const chip = chipFor(text, { x: 0, y: 0 });
  const middle = placeOnEdge(edge, chip, taken);
  if (!middle) return edge;
  taken.take(around(middle, chip));
  return { ...edge, label: { ...chip, ...middle } };
}

/** Beside the spine, in the gap over the store. */
function labelOnSpine(
  edge: SceneEdge,
  word: string,
  stores: ReadonlyMap<string, SceneNode>,
  taken: Occupancy,
): SceneEdge {
  const store = stores.get(edge.to);
  const spine = edge.points[0];
  if (!store || !spine) return edge;
  const chip = chipFor(word, { x: 0, y: 0 });
  const middle = { x: spine.x + 6 + chip.width / 2, y: store.y - 18 };
  const rect = around(middle, chip);
  if (!taken.isFree(rect, edge.wire)) return edge;
  taken.take(rect);
  return { ...edge, label: { ...chip, ...middle } };
}
