import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import type { Knex } from 'knex';
import { inChunks } from '../database/chunks';
import { boxOf } from './box';
import { partAround } from './neighbourhood';
import { type At, edgesAround, nodesBy } from './rows';

/** More changed nodes than a view can show. */
const MAX_CHANGED = 2000;
const NOTHING: Topology = { boxes: [], nodes: [], edges: [] };

/** Two states of the same part of the catalog. */
export interface TwoStates {
  before: Topology;
  after: Topology;
  truncated: boolean;
}

/** A box at two revisions. Undefined, if it is in neither. */
export async function boxAtTwo(
  knex: Knex,
  from: number,
  to: number,
  ref: string,
): Promise<TwoStates | undefined> {
  const before = await boxOf({ knex, revision: from }, ref);
  const after = await boxOf({ knex, revision: to }, ref);
  if (!before && !after) return undefined;
  return {
    before: before ?? NOTHING,
    after: after ?? NOTHING,
    truncated: false,
  };
}

/** Whatever changed between two revisions, with the nodes next to it, at both. */
export async function changedAtTwo(
  knex: Knex,
  from: number,
  to: number,
): Promise<TwoStates> {
  const changed = await changedItems(knex, from, to);
  const shown = new Set([...changed].slice(0, MAX_CHANGED));
  const before: At = { knex, revision: from };
  const after: At = { knex, revision: to };
  const scope = new Set([
    ...shown,
    ...(await neighboursOf(before, shown)),
    ...(await neighboursOf(after, shown)),
  ]);
  return {
    before: await partAround(before, scope),
    after: await partAround(after, scope),
    truncated: changed.size > shown.size,
  };
}

async function changedItems(
  knex: Knex,
  from: number,
  to: number,
): Promise<Set<number>> {
  const [first, last] = from < to ? [from, to] : [to, from];
  const rowsOf = async (table: string, columns: string[]) => {
    const rows: Record<string, number>[] = await knex(table)
      .distinct(columns)
      .where(within =>
        within
          .whereBetween('since', [first + 1, last])
          .orWhereBetween('until', [first + 1, last]),
      )
      .limit(2 * MAX_CHANGED);
    return rows.flatMap(row => Object.values(row));
  };
  const boxes = await rowsOf('boxes', ['item_id']);
  const members = await inChunks<number, { item_id: number }>(boxes, part =>
    knex('nodes')
      .distinct('item_id')
      .whereIn('box_id', part)
      .limit(MAX_CHANGED),
  );
  return new Set([
    ...(await rowsOf('nodes', ['item_id'])),
    ...(await rowsOf('edges', ['from_id', 'to_id'])),
    ...members.map(({ item_id }) => item_id),
  ]);
}

async function neighboursOf(at: At, ids: ReadonlySet<number>) {
  const nodes = await nodesBy(at, 'item_id', ids);
  const providers = nodes.flatMap(({ provider_id }) => provider_id ?? []);
  const edges = await edgesAround(at, ids);
  const ends = edges.flatMap(({ from_id, to_id }) => [from_id, to_id]);
  return [...providers, ...ends];
}
