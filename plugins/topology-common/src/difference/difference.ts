import { compareText } from '../model/edges';
import { Topology, TopologyEdge } from '../model/types';
import { boxChanges, edgeChanges, nodeChanges } from './fields';
import { Changed, Changes, ChangeKind, TopologyDifference } from './types';

/**
 * What was added, removed and changed from one topology to another: two versions of an architecture,
 * a composition before and after a choice, two moments of a catalog.
 * @public
 */
export function difference(
  before: Topology,
  after: Topology,
): TopologyDifference {
  const boxes = changesOf(before.boxes, after.boxes, boxChanges);
  const nodes = changesOf(before.nodes, after.nodes, nodeChanges);
  const edges = pairByEnds(changesOf(before.edges, after.edges, edgeChanges));
  return {
    boxes,
    nodes,
    edges,
    before,
    after,
    union: {
      boxes: united(after.boxes, boxes.removed),
      nodes: united(after.nodes, nodes.removed),
      edges: united(after.edges, edges.removed),
    },
    kinds: new Map([...kindsOf(boxes), ...kindsOf(nodes), ...kindsOf(edges)]),
  };
}

interface Identified {
  id: string;
}

function changesOf<T extends Identified>(
  before: readonly T[],
  after: readonly T[],
  compare: (a: T, b: T) => Changed<T>['fields'],
): Changes<T> {
  const old = new Map(before.map(item => [item.id, item]));
  const now = new Map(after.map(item => [item.id, item]));
  const changed = [...now.values()].flatMap((item): Changed<T>[] => {
    const known = old.get(item.id);
    const fields = known ? compare(known, item) : [];
    return known && fields.length > 0
      ? [{ before: known, after: item, fields }]
      : [];
  });
  return {
    added: sorted([...now.values()].filter(item => !old.has(item.id))),
    removed: sorted([...old.values()].filter(item => !now.has(item.id))),
    changed: changed.sort((a, b) => compareText(a.after.id, b.after.id)),
  };
}

function sorted<T extends Identified>(items: T[]): T[] {
  return items.sort((a, b) => compareText(a.id, b.id));
}

/** An edge's id holds its protocol: where one edge between two nodes gave way to one other, it changed. */
function pairByEnds({
  added,
  removed,
  changed,
}: Changes<TopologyEdge>): Changes<TopologyEdge> {
  const gone = soleByEnds(removed);
  const come = soleByEnds(added);
  const pairs = [...come].flatMap(([ends, after]): Changed<TopologyEdge>[] => {
    const before = gone.get(ends);
    return before
      ? [{ before, after, fields: edgeChanges(before, after) }]
      : [];
  });
  const paired = new Set(pairs.flatMap(p => [p.before.id, p.after.id]));
  return {
    added: added.filter(e => !paired.has(e.id)),
    removed: removed.filter(e => !paired.has(e.id)),
    changed: [...changed, ...pairs].sort((a, b) =>
      compareText(a.after.id, b.after.id),
    ),
  };
}

/** The edges that are the only one between their ends. */
function soleByEnds(edges: readonly TopologyEdge[]): Map<string, TopologyEdge> {
  const byEnds = new Map<string, TopologyEdge[]>();
  for (const edge of edges) {
    const ends = JSON.stringify([edge.from, edge.to]);
    byEnds.set(ends, [...(byEnds.get(ends) ?? []), edge]);
  }
  return new Map(
    [...byEnds].flatMap(([ends, [edge, ...others]]) =>
      edge && others.length === 0 ? [[ends, edge] as const] : [],
    ),
  );
}

function united<T extends Identified>(
  now: readonly T[],
  removed: readonly T[],
): T[] {
  const byId = new Map([...removed, ...now].map(item => [item.id, item]));
  return sorted([...byId.values()]);
}

function kindsOf<T extends Identified>({
  added,
  removed,
  changed,
}: Changes<T>): [string, ChangeKind][] {
  return [
    ...added.map((i): [string, ChangeKind] => [i.id, 'added']),
    ...removed.map((i): [string, ChangeKind] => [i.id, 'removed']),
    ...changed.map((c): [string, ChangeKind] => [c.after.id, 'changed']),
  ];
}
