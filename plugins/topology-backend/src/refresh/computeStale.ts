import {
  type Topology,
  type TopologyEdge,
  type TopologyFinding,
  topologyFromEntities,
} from '@golden-path/backstage-plugin-topology-common';
import type { Knex } from 'knex';
import { inChunks, insertAll } from '../database/chunks';
import { itemIds } from '../database/items';
import { storable } from '../database/text';
import { markStale, placedWith } from './affected';
import { contextOf } from './context';
import { type Wanted, replaceRows } from './replaceRows';

/** Small enough that no step keeps the portal's event loop for long. */
const BATCH = 300;

/**
 * Computes again what is stale, in steps that each commit. Returns how many rows differ from before.
 * A refresh that is cut off loses nothing: what it had not reached is still marked.
 */
export async function computeStale(
  knex: Knex,
  revision: number,
  signal: AbortSignal,
): Promise<number> {
  let written = 0;
  for (;;) {
    signal.throwIfAborted();
    const step = await knex.transaction(trx => computeBatch(trx, revision));
    if (step === undefined) return written;
    written += step;
  }
}

async function computeBatch(
  knex: Knex,
  revision: number,
): Promise<number | undefined> {
  const stale = await knex<{ item_id: number }>('stale_items')
    .select('item_id')
    .orderBy('item_id')
    .limit(BATCH);
  if (stale.length === 0) return undefined;
  const ids = stale.map(({ item_id }) => item_id);
  await knex('stale_items').whereIn('item_id', ids).delete();
  const { topology, findings } = topologyFromEntities(
    await contextOf(knex, ids),
    // whether a frame is in a ring depends on frames that are not in this batch
    { keepRings: true },
  );
  const wanted = await rowsOf(knex, topology, new Set(ids));
  const placing = { knex, revision, ids };
  const nodes = await replaceRows(placing, 'nodes', 'item_id', wanted.nodes);
  const boxes = await replaceRows(placing, 'boxes', 'item_id', wanted.boxes);
  const edges = await replaceRows(placing, 'edges', 'caller_id', wanted.edges);
  const told = await replaceFindings(knex, ids, findings);
  // what is in another frame now takes its APIs and parts along
  const moved = nodes.filter(({ moved: hasMoved }) => hasMoved);
  await markStale(
    knex,
    (
      await placedWith(
        knex,
        moved.map(({ owner }) => owner),
      )
    ).filter(id => !ids.includes(id)),
  );
  return nodes.length + boxes.length + edges.length + told;
}

interface WantedRows {
  nodes: Wanted[];
  boxes: Wanted[];
  edges: Wanted[];
}

/** What the topology says of these items alone; of the others it knows too little. */
async function rowsOf(
  knex: Knex,
  topology: Topology,
  ids: ReadonlySet<number>,
): Promise<WantedRows> {
  const named = [
    ...topology.nodes.flatMap(n => [n.id, n.box ?? [], n.providedBy ?? []]),
    ...topology.boxes.flatMap(b => [b.id, b.parent ?? []]),
    ...topology.edges.flatMap(e => [e.from, e.to]),
  ].flat();
  const idOf = await itemIds(knex, named);
  const id = (ref: string) => idOf.get(ref)!;
  const place = (ref: string | undefined) =>
    ref === undefined ? null : id(ref);
  return {
    nodes: topology.nodes
      .filter(node => ids.has(id(node.id)))
      .map(node => ({
        owner: id(node.id),
        key: '',
        place: place(node.box),
        row: {
          item_id: id(node.id),
          box_id: place(node.box),
          provider_id: place(node.providedBy),
          label: labelOf(node),
          doc: JSON.stringify(node),
        },
      })),
    boxes: topology.boxes
      .filter(box => ids.has(id(box.id)))
      .map(box => ({
        owner: id(box.id),
        key: '',
        place: place(box.parent),
        row: {
          item_id: id(box.id),
          parent_id: place(box.parent),
          label: labelOf(box),
          doc: JSON.stringify(box),
        },
      })),
    edges: topology.edges
      .filter(edge => ids.has(id(callerOf(edge))))
      .map(edge => ({
        owner: id(callerOf(edge)),
        key: edge.id,
        place: null,
        row: {
          caller_id: id(callerOf(edge)),
          from_id: id(edge.from),
          to_id: id(edge.to),
          doc: JSON.stringify(edge),
        },
      })),
  };
}

/** A message runs to its subscriber, who is the one that declares it. */
function callerOf(edge: TopologyEdge): string {
  return edge.direction === 'subscribe' ? edge.to : edge.from;
}

function labelOf(item: { name: string; title?: string }): string {
  return storable(`${item.name} ${item.title ?? ''}`.trim().toLowerCase());
}

async function replaceFindings(
  knex: Knex,
  ids: readonly number[],
  findings: readonly TopologyFinding[],
): Promise<number> {
  const idOf = await itemIds(
    knex,
    findings.map(({ entityRef }) => entityRef),
  );
  const wanted = findings
    .map(({ entityRef, message }) => ({
      item_id: idOf.get(entityRef)!,
      message: storable(message),
    }))
    .filter(({ item_id }) => ids.includes(item_id));
  const known = await inChunks(ids, part =>
    knex<{ item_id: number; message: string }>('findings')
      .select('item_id', 'message')
      .whereIn('item_id', part),
  );
  if (sameFindings(wanted, known)) return 0;
  await knex('findings').whereIn('item_id', ids).delete();
  await insertAll(knex, 'findings', wanted);
  return Math.max(wanted.length, known.length);
}

type Told = { item_id: number; message: string };

function sameFindings(a: readonly Told[], b: readonly Told[]): boolean {
  const text = (list: readonly Told[]) =>
    list
      .map(({ item_id, message }) => `${item_id} ${message}`)
      .sort()
      .join('\n');
  return text(a) === text(b);
}
