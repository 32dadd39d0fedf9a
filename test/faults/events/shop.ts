import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { orderAnswers } from '../../support/answers';
import { composed } from '../../support/composed';
import { inFolder } from '../../support/folders';
import { runService, type RunningService } from '../../support/goService';
import { startNats, startNatsCluster } from '../../support/nats';
import type { LocalServer } from '../../support/localServer';
import { startPostgres } from '../../support/postgres';
import { undoing, type Undo } from '../../support/undoing';
import { startNatsProxy, type NatsProxy } from './natsProxy';

/** A service whose events are published, and handled by itself. */
export interface Shop {
  service: RunningService;
  nats: LocalServer;
  /** Is aborted when the test is over, however it ends. */
  over: AbortSignal;
  /** Asks the service's database. */
  query<T extends object>(sql: string): Promise<T[]>;
}

/** A shop that reaches its broker through a proxy. */
export interface ProxiedShop extends Shop {
  proxy: NatsProxy;
}

const TABLES = `
  CREATE TABLE witness (
    position bigint GENERATED ALWAYS AS IDENTITY,
    customer uuid NOT NULL, version bigint NOT NULL, event text NOT NULL
  );
  CREATE TABLE deliveries (event text NOT NULL);`;

/** Runs a test on a shop that serves. */
export function inShop(
  test: (shop: ProxiedShop) => Promise<void>,
): Promise<void> {
  return undoingInFolder(async (folder, undo) => {
    const nats = await startNats();
    undo(() => nats.stop());
    const proxy = await startNatsProxy(nats.url);
    undo(() => proxy.stop());
    const opened = await openShop(folder, undo, { NATS_URL: proxy.url });
    await test({ ...opened, nats, proxy });
  });
}

/** Runs a test on a shop whose broker is a cluster that keeps each message on every server. */
export function inClusteredShop(
  test: (shop: Shop) => Promise<void>,
): Promise<void> {
  return undoingInFolder(async (folder, undo) => {
    const nats = await startNatsCluster();
    undo(() => nats.stop());
    const settings = { NATS_URL: nats.url, NATS_REPLICAS: '3' };
    await test({ ...(await openShop(folder, undo, settings)), nats });
  });
}

function undoingInFolder(
  work: (folder: string, undo: Undo) => Promise<void>,
): Promise<void> {
  return inFolder(folder => undoing(undo => work(folder, undo)));
}

async function openShop(
  folder: string,
  undo: Undo,
  settings: Record<string, string>,
): Promise<Omit<Shop, 'nats'>> {
  const directory = await composed(folder, {
    ...orderAnswers(),
    patterns: { data: ['outbox', 'inbox'], broker: ['nats'] },
  });
  await copyFile(
    join(__dirname, 'extend.go.txt'),
    join(directory, 'internal/service/extend.go'),
  );
  const postgres = await startPostgres();
  undo(() => postgres.stop());
  const dsn = await postgres.createDatabase('orders');
  const service = await runService(directory, 'orders', dsn, {
    ...settings,
    NATS_ACK_WAIT: '1s',
    NATS_BACKOFF: '100ms',
    OUTBOX_INTERVAL: '20ms',
    HEALTH_MAX_AGE: '100ms',
  });
  undo(() => service.kill());
  const client = new Client({ connectionString: dsn });
  await client.connect();
  undo(() => client.end());
  await client.query(TABLES);
  const over = new AbortController();
  undo(async () => over.abort());
  return {
    service,
    over: over.signal,
    query: async sql => (await client.query(sql)).rows,
  };
}
