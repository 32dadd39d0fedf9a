import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks';
import {
  currentRevision,
  noteCheck,
  openRevision,
  publish,
} from '../database/revisions';
import { compareCatalog } from './compareCatalog';
import { computeStale } from './computeStale';
import { pruneHistory } from './prune';
import { ENTITY_FIELDS } from './slimEntity';
import { forgetEntities, storeEntities } from './storeEntities';

/** As many refs as the catalog takes in one request. */
const FETCHED_AT_ONCE = 1000;
const STORED_AT_ONCE = 500;

/** What a refresh did. */
export interface RefreshReport {
  /** Entities that were read because their etag had changed. */
  read: number;
  /** Entities that are gone. */
  removed: number;
  /** Nodes, boxes, calls and findings that differ. */
  written: number;
}

/**
 * Brings the index to where the catalog is. Readers see the state from before until all is written; a
 * refresh that is cut off is taken up by the next.
 */
export async function refreshIndex(options: {
  knex: Knex;
  catalog: CatalogService;
  credentials: BackstageCredentials;
  logger: LoggerService;
  signal: AbortSignal;
  /** States that ended this many milliseconds ago are forgotten. */
  keepMs: number;
  now?: () => Date;
}): Promise<RefreshReport> {
  const { knex, logger, signal, keepMs, now = () => new Date() } = options;
  const started = now();
  const { changed, removed } = await compareCatalog(options);
  for (const refs of chunks(changed, FETCHED_AT_ONCE)) {
    signal.throwIfAborted();
    const entities = await fetchEntities(options, refs);
    for (const part of chunks(entities, STORED_AT_ONCE)) {
      await knex.transaction(trx => storeEntities(trx, part));
    }
  }
  for (const refs of chunks(removed, STORED_AT_ONCE)) {
    await knex.transaction(trx => forgetEntities(trx, refs));
  }
  const revision = await openRevision(knex, started);
  const written = await computeStale(knex, revision, signal);
  const isFirst = (await currentRevision(knex)) === undefined;
  if (isFirst || written > 0 || (await isBegun(knex, revision))) {
    await publish(knex, revision, now());
  }
  await noteCheck(knex, started);
  await pruneHistory(knex, new Date(started.getTime() - keepMs));
  const report = { read: changed.length, removed: removed.length, written };
  if (written > 0) logger.info('The topology has changed', { ...report });
  return report;
}

async function fetchEntities(
  options: { catalog: CatalogService; credentials: BackstageCredentials },
  entityRefs: string[],
): Promise<Entity[]> {
  const { items } = await options.catalog.getEntitiesByRefs(
    { entityRefs, fields: ENTITY_FIELDS },
    { credentials: options.credentials },
  );
  return items.flatMap(item => item ?? []);
}

/** True if a refresh that was cut off has written to this revision. */
async function isBegun(knex: Knex, revision: number): Promise<boolean> {
  for (const table of ['nodes', 'boxes', 'edges']) {
    const row = await knex(table)
      .where('since', revision)
      .orWhere('until', revision)
      .first('id');
    if (row) return true;
  }
  return false;
}
