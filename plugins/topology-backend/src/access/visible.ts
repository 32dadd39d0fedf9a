import type {
  Topology,
  TopologyBox,
  TopologyEdge,
  TopologyFinding,
  TopologyNode,
} from '@golden-path/backstage-plugin-topology-common';
import { boxPaths } from '@golden-path/backstage-plugin-topology-common';
import type { Knex } from 'knex';
import { inChunks } from '../database/chunks';
import type { Viewer } from './viewer';

/** A ref as it may stand in the text of a finding. */
const REF = /\b(?:component|api|resource|system|domain):[^\s,;"'\])]+/gi;

/**
 * Those of the refs that a viewer may know of: entities that they may see, and names that never belonged
 * to an entity, which whoever sees the naming entity may read there.
 */
export async function knowable(
  knex: Knex,
  viewer: Viewer,
  refs: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const asked = [...new Set(refs)];
  if (viewer.seesAll) return new Set(asked);
  const isEntity = await entityRefs(knex, asked);
  const seen = await viewer.sees(isEntity);
  return new Set(asked.filter(ref => !isEntity.has(ref) || seen.has(ref)));
}

/** Those of the refs that a viewer may ask for by themselves: a bare name only if nothing is hidden. */
export async function seenEntities(
  knex: Knex,
  viewer: Viewer,
  refs: Iterable<string>,
): Promise<ReadonlySet<string>> {
  const asked = [...new Set(refs)];
  if (viewer.seesAll) return new Set(asked);
  return viewer.sees(await entityRefs(knex, asked));
}

async function entityRefs(
  knex: Knex,
  refs: readonly string[],
): Promise<Set<string>> {
  const rows = await inChunks(refs, part =>
    knex<{ ref: string; was_entity: boolean }>('items')
      .select('ref')
      .where('was_entity', true)
      .whereIn('ref', part),
  );
  return new Set(rows.map(({ ref }) => ref));
}

/**
 * The topology without a trace of what a viewer may not see: neither nodes nor boxes, no edge that ends at
 * one, is declared by one alone or goes through hidden APIs alone, and no mention in what is left.
 */
export async function visibleTopology(
  knex: Knex,
  viewer: Viewer,
  topology: Topology,
): Promise<Topology> {
  if (viewer.seesAll) return topology;
  const part = await visiblePart(knex, viewer, topology);
  const named = new Set(part.edges.flatMap(({ from, to }) => [from, to]));
  const nodes = part.nodes.filter(node => isNamed(node, named));
  return { ...part, nodes, boxes: await namedBoxes(knex, viewer, part, nodes) };
}

/** The boxes without those that no entity describes and only something hidden is in. */
export async function namedBoxes(
  knex: Knex,
  viewer: Viewer,
  { boxes }: Topology,
  nodes: readonly TopologyNode[],
): Promise<TopologyBox[]> {
  const seen = await seenEntities(
    knex,
    viewer,
    boxes.map(({ id }) => id),
  );
  const pathOf = boxPaths(boxes);
  const around = new Set(nodes.flatMap(({ box }) => pathOf(box)));
  return boxes.filter(({ id }) => seen.has(id) || around.has(id));
}

/**
 * False for what no entity describes, if no edge that the viewer sees names it: then only something hidden
 * does.
 */
export function isNamed(
  node: TopologyNode,
  named: ReadonlySet<string>,
): boolean {
  return !node.unknown || named.has(node.id) || node.providedBy !== undefined;
}

/** As {@link visibleTopology}, for a part of which the edges are elsewhere. */
export async function visiblePart(
  knex: Knex,
  viewer: Viewer,
  topology: Topology,
): Promise<Topology> {
  if (viewer.seesAll) return topology;
  const known = await knowable(knex, viewer, refsIn(topology));
  const owners = [...topology.nodes, ...topology.boxes].flatMap(
    ({ owner }) => owner ?? [],
  );
  const hidden = await viewer.hides(owners);
  const keeps = (ref: string | undefined) =>
    ref !== undefined && known.has(ref);
  const nodes = topology.nodes
    .filter(({ id }) => keeps(id))
    .map(node =>
      without<TopologyNode>(node, {
        box: !keeps(node.box),
        providedBy: !keeps(node.providedBy),
        owner: hidden.has(node.owner ?? ''),
      }),
    );
  const boxes = topology.boxes
    .filter(({ id }) => keeps(id))
    .map(box =>
      without<TopologyBox>(box, {
        parent: !keeps(box.parent),
        owner: hidden.has(box.owner ?? ''),
      }),
    );
  return { boxes, nodes, edges: visibleEdges(topology.edges, known) };
}

/** The edges that a viewer may know of, with what they may know of them. */
export function visibleEdges(
  edges: readonly TopologyEdge[],
  known: ReadonlySet<string>,
): TopologyEdge[] {
  return edges.flatMap(edge => {
    if (!known.has(edge.from) || !known.has(edge.to)) return [];
    const apis = edge.apis.filter(ref => known.has(ref));
    const declaredBy = edge.declaredBy.filter(ref => known.has(ref));
    const onlyHidden = edge.apis.length > 0 && apis.length === 0;
    return onlyHidden || declaredBy.length === 0
      ? []
      : [{ ...edge, apis, declaredBy }];
  });
}

/** The findings about entities that a viewer may see, and that name no other. */
export async function visibleFindings(
  knex: Knex,
  viewer: Viewer,
  findings: readonly TopologyFinding[],
): Promise<TopologyFinding[]> {
  if (viewer.seesAll) return [...findings];
  const named = ({ entityRef, message }: TopologyFinding) => [
    entityRef,
    ...(message.match(REF) ?? []).map(ref => ref.toLowerCase()),
  ];
  const known = await knowable(knex, viewer, findings.flatMap(named));
  return findings.filter(each => named(each).every(ref => known.has(ref)));
}

/** Every ref of a node, box or API in a topology. */
export function refsIn(topology: Topology): Set<string> {
  const refs = new Set<string>();
  const add = (...found: (string | undefined)[]) => {
    for (const ref of found) if (ref !== undefined) refs.add(ref);
  };
  for (const { id, box, providedBy } of topology.nodes) {
    add(id, box, providedBy);
  }
  for (const { id, parent } of topology.boxes) add(id, parent);
  for (const { from, to, apis, declaredBy } of topology.edges) {
    add(from, to, ...apis, ...declaredBy);
  }
  return refs;
}

function without<T extends object>(
  item: T,
  drop: Partial<Record<keyof T, boolean>>,
): T {
  const entries = Object.entries(item).filter(
    ([field]) => !drop[field as keyof T],
  );
  return Object.fromEntries(entries) as T;
}
