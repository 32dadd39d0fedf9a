import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  type CatalogEntity,
  type EntityLink,
  linksOf,
  observedNamesOf,
} from '@golden-path/backstage-plugin-topology-common';
import type { Knex } from 'knex';
import { inChunks, insertAll } from '../database/chunks';
import { itemIds } from '../database/items';
import type { ItemRow } from '../database/rows';
import { isIndexable } from '../database/text';
import { etagOf } from './compareCatalog';
import { affectedBy, markStale } from './affected';
import { slimEntity } from './slimEntity';

interface Read {
  id: number;
  etag: string;
  doc: string;
  entity: CatalogEntity;
  links: EntityLink[];
}

/**
 * Takes over what the catalog says of some entities, and marks whatever in the topology may differ by it.
 * An entity that changed in nothing that is drawn only gets its new etag.
 */
export async function storeEntities(
  knex: Knex,
  entities: readonly Entity[],
): Promise<void> {
  const ids = await itemIds(
    knex,
    entities.map(entity => stringifyEntityRef(entity)),
  );
  const read = entities.map(entity => readEntity(entity, ids));
  const known = await knownDocs(knex, [...ids.values()]);
  const differing = read.filter(({ id, doc }) => known.get(id) !== doc);
  const before = await affectedBy(
    knex,
    differing.map(({ id }) => id),
  );
  await writeItems(knex, read);
  await replaceLinks(knex, differing);
  await replaceNames(knex, differing);
  const after = await affectedBy(
    knex,
    differing.map(({ id }) => id),
  );
  await markStale(knex, [...before, ...after]);
}

/** Forgets entities that the catalog has no more; their refs stay, for others may name them. */
export async function forgetEntities(
  knex: Knex,
  refs: readonly string[],
): Promise<void> {
  const ids = [...(await itemIds(knex, refs)).values()];
  await markStale(knex, await affectedBy(knex, ids));
  await knex('items').whereIn('id', ids).update({ etag: null, doc: null });
  await knex('links').whereIn('declared_by', ids).delete();
  await knex('names').whereIn('item_id', ids).delete();
}

function readEntity(entity: Entity, ids: ReadonlyMap<string, number>): Read {
  const slim = slimEntity(entity);
  return {
    id: ids.get(stringifyEntityRef(entity))!,
    etag: etagOf(entity),
    doc: JSON.stringify(slim),
    entity: slim,
    links: linksOf(slim),
  };
}

async function knownDocs(
  knex: Knex,
  ids: readonly number[],
): Promise<Map<number, string | null>> {
  const rows = await inChunks(ids, part =>
    knex<ItemRow>('items').select('id', 'doc').whereIn('id', part),
  );
  return new Map(rows.map(({ id, doc }) => [id, doc]));
}

async function writeItems(knex: Knex, read: readonly Read[]): Promise<void> {
  const rows = read.map(({ id, etag, doc, entity }) => ({
    id,
    ref: refOf(entity),
    etag,
    doc,
    was_entity: true,
  }));
  for (let at = 0; at < rows.length; at += 500) {
    await knex('items')
      .insert(rows.slice(at, at + 500))
      .onConflict('id')
      .merge(['etag', 'doc', 'was_entity']);
  }
}

function refOf(entity: CatalogEntity): string {
  const { name, namespace } = entity.metadata;
  return stringifyEntityRef({ kind: entity.kind, namespace, name });
}

async function replaceLinks(knex: Knex, read: readonly Read[]): Promise<void> {
  const ends = read.flatMap(({ links }) =>
    links.flatMap(({ from, to }) => [from, to]),
  );
  const ids = await itemIds(knex, ends);
  const declaring = read.map(({ id }) => id);
  await knex('links').whereIn('declared_by', declaring).delete();
  const rows = read.flatMap(({ id, links }) =>
    links.map(({ type, from, to }) => ({
      declared_by: id,
      type,
      from_id: ids.get(from)!,
      to_id: ids.get(to)!,
    })),
  );
  await insertAll(knex, 'links', rows);
}

async function replaceNames(knex: Knex, read: readonly Read[]): Promise<void> {
  const owners = read.map(({ id }) => id);
  await knex('names').whereIn('item_id', owners).delete();
  const rows = read.flatMap(({ id, entity }) =>
    observedNamesOf(entity)
      .filter(({ name }) => isIndexable(name))
      .map(({ name, stated }) => ({ item_id: id, name, stated })),
  );
  await insertAll(knex, 'names', rows);
}
