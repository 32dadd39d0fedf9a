import { flow } from '../flow/flow';
import { Topology } from '../model/types';
import { placeBoxes } from './boxes';
import { layCables } from './cables';
import { placeCards } from './cards';
import { findCombs } from './comb';
import { countBoxes } from './counts';
import { drawEdges } from './edges';
import { findEntries } from './entries';
import { frameTree } from './frames';
import { labelEdges } from './labelEdges';
import { COMPACT, NORMAL } from './metrics';
import { memoryOf } from './memoryOf';
import { LayoutOptions } from './options';
import { groundsOf, routeLinks } from './routes';
import { Scene } from './scene';
import { visibleParts } from './visible';
import { wireLinks } from './wires';

/** With more edges than this a scene does not say who is above whom: it would double in size. */
const MOST_EDGES_KEPT = 2000;

const NO_COMBS = { storesOf: new Map(), spines: new Set<string>() };

/**
 * Places every box, node and edge of a topology. Calls run from left to right; systems and domains
 * hold what is in them; no edge passes a node or a box that is not its own.
 * The same topology and options give the same scene, whatever the order of the lists.
 * With a `previous` scene a small change of the topology is a small change of the picture.
 * @public
 */
export function layout(topology: Topology, options: LayoutOptions = {}): Scene {
  const metrics = options.density === 'compact' ? COMPACT : NORMAL;
  const countsOf = countBoxes(topology);
  const visible = visibleParts(topology, options.collapsed ?? new Set());
  const cards = new Map(visible.cards.map(c => [c.id, c]));
  const combs = metrics.cards.comb
    ? findCombs(visible.cards, visible.links)
    : NO_COMBS;
  const free = visible.links.filter(l => !combs.spines.has(l.id));
  const wired = layCables(
    wireLinks(free, cards, metrics.cards.portCapacity),
    visible,
  );
  const root = frameTree(visible, combs, countsOf, metrics);
  const memory =
    options.previous && memoryOf(options.previous, metrics.cards.tab);
  const placed = flow(root, wired, metrics.flow, memory);
  const hung = new Set([...combs.storesOf.values()].flat().map(c => c.id));
  const nodes = placeCards(visible.cards, placed, hung, countsOf, metrics);
  const boxes = placeBoxes(visible.boxes, placed, countsOf);
  const routes = routeLinks(visible.links, cards, combs, placed);
  const drawn = drawEdges(
    visible.links,
    wired,
    routes,
    groundsOf(placed, visible.boxes),
  );
  const entries = findEntries(nodes, boxes, visible.links);
  return {
    width: placed.width,
    height: placed.height,
    boxes,
    nodes,
    edges: labelEdges(drawn.edges, nodes, boxes, combs.spines, placed),
    junctions: drawn.junctions,
    entries,
    ...(drawn.edges.length <= MOST_EDGES_KEPT
      ? { orders: Object.fromEntries(placed.orders) }
      : {}),
  };
}
