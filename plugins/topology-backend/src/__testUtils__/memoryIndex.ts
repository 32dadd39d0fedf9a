import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Topology } from '@golden-path/backstage-plugin-topology-common';
import createKnex, { type Knex } from 'knex';
import { connect } from '../database/connect';
import { FOR_EVER } from '../database/rows';
import { docsOf } from '../read/topologyOf';
import { refreshIndex } from '../refresh/refreshIndex';
import type { FakeCatalog } from './fakeCatalog';

/** An index in memory over a catalog that a test changes. */
export async function memoryIndex(catalog: FakeCatalog) {
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  await connect(mockServices.database({ knex }));
  const service = catalog.service();
  const credentials: BackstageCredentials = mockCredentials.service();
  const refresh = (
    options: { signal?: AbortSignal; now?: () => Date; keepMs?: number } = {},
  ) =>
    refreshIndex({
      ...{ knex, catalog: service, credentials },
      logger: mockServices.logger.mock(),
      signal: new AbortController().signal,
      keepMs: 1e9,
      ...options,
    });
  return { knex, refresh, close: () => knex.destroy() };
}

/** All that the index holds as the youngest state. */
export async function currentTopology(knex: Knex): Promise<Topology> {
  const rows = (table: string) => knex(table).where('until', FOR_EVER);
  return {
    boxes: docsOf(await rows('boxes')),
    nodes: docsOf(await rows('nodes')),
    edges: docsOf(await rows('edges')),
  };
}
