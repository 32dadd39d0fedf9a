import { Flow } from '../flow/types';
import { TopologyBox } from '../model/types';
import { Combs } from './comb';
import { GroundPiece } from './edges';
import { frameId } from './frames';
import { COMB } from './metrics';
import { Point, Rect } from './scene';
import { Card, Link } from './visible';

/** The corners of every link: as routed, on a comb, or moved onto a notched side; by link id. */
export function routeLinks(
  links: readonly Link[],
  cards: ReadonlyMap<string, Card>,
  combs: Combs,
  flow: Flow,
): Map<string, readonly Point[]> {
  const spines = combRoutes(links, combs, flow);
  const routes = new Map<string, readonly Point[]>();
  for (const link of links) {
    const points = spines.get(link.id) ?? flow.routes.get(link.id);
    const target = flow.rects.get(link.to);
    if (!points || points.length < 2) continue;
    const notched = cards.get(link.to)?.node?.shape === 'gateway' && target;
    routes.set(link.id, notched ? intoNotch(points, target) : points);
  }
  return routes;
}

/** The stretches of every routed link with the ground under them; by link id. */
export function groundsOf(
  flow: Flow,
  boxes: readonly TopologyBox[],
): Map<string, GroundPiece[]> {
  const kinds = new Map(boxes.map(b => [frameId(b.id), b.kind]));
  return new Map(
    [...flow.pieces].map(([link, pieces]) => [
      link,
      pieces.map(({ frame, points }) => ({
        ground: kinds.get(frame) ?? 'canvas',
        points,
      })),
    ]),
  );
}

/** One spine an edge; the outermost leads to the lowest store, so that none cross. */
function combRoutes(
  links: readonly Link[],
  combs: Combs,
  flow: Flow,
): Map<string, readonly Point[]> {
  const routes = new Map<string, readonly Point[]>();
  const linesTo = new Map<string, Link[]>();
  for (const link of links.filter(l => combs.spines.has(l.id))) {
    linesTo.set(link.to, [...(linesTo.get(link.to) ?? []), link]);
  }
  for (const [ownerId, stores] of combs.storesOf) {
    const owner = flow.rects.get(ownerId);
    if (!owner) continue;
    const lines = stores.flatMap(store => {
      const own = linesTo.get(store.id) ?? [];
      return own.map((link, i) => ({
        link,
        store: flow.rects.get(store.id),
        shift: (i - (own.length - 1) / 2) * COMB.lastLeg,
      }));
    });
    lines.forEach(({ link, store, shift }, i) => {
      if (!store) return;
      const step = spineStep(store.x - owner.x, lines.length);
      const x = owner.x + COMB.firstSpine + step * (lines.length - 1 - i);
      const y = store.y + store.height / 2 + shift;
      routes.set(link.id, [
        { x, y: owner.y + owner.height },
        { x, y },
        { x: store.x, y },
      ]);
    });
  }
  return routes;
}

function spineStep(indent: number, spines: number): number {
  if (spines < 2) return 0;
  const room = indent - COMB.lastLeg - COMB.firstSpine;
  return Math.min(COMB.spineGap, room / (spines - 1));
}

/** A gateway's left side runs from 2 at its corners to 9 in the middle. */
function intoNotch(points: readonly Point[], rect: Rect): readonly Point[] {
  const tip = points[points.length - 1];
  if (!tip || tip.x !== rect.x) return points;
  const half = rect.height / 2;
  const fromMiddle = Math.abs(tip.y - rect.y - half);
  const depth = 2 + 7 * Math.max(0, 1 - fromMiddle / (half - 4));
  return [...points.slice(0, -1), { x: tip.x + depth, y: tip.y }];
}
