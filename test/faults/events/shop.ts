import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { orderAnswers } from '../../support/answers';
import { composed } from '../../support/composed';
import { inFolder } from '../../support/folders';
import { runService, type RunningService } from '../../support/goService';
import { startNats, type Nats } from '../../support/nats';
import { startPostgres } from '../../support/postgres';
import { undoing } from '../../support/undoing';
import { startNatsProxy, type NatsProxy } from './natsProxy';

/** A service whose events are published, and handled by itself. */
export interface Shop {
  service: RunningService;
  nats: Nats;
  proxy: NatsProxy;
  /** Asks the service's database. */
  query<T extends object>(sql: string): Promise<T[]>;
}

const TABLES = `
  CREATE TABLE witness (
    position bigint GENERATED ALWAYS AS IDENTITY,
    customer uuid NOT NULL, version bigint NOT NULL, event text NOT NULL
  );
  CREATE TABLE deliveries (event text NOT NULL);`;

/** Runs a test on a shop that serves. */
export function inShop(test: (shop: Shop) => Promise<void>): Promise<void> {
  return inFolder(async folder => {
    const directory = await composed(folder, {
      ...orderAnswers(),
      patterns: { data: ['outbox', 'inbox'], broker: ['nats'] },
    });
    await copyFile(
      join(__dirname, 'extend.go.txt'),
      join(directory, 'internal/service/extend.go'),
    );
    await undoing(async undo => {
      const postgres = await startPostgres();
      undo(() => postgres.stop());
      const nats = await startNats();
      undo(() => nats.stop());
      const proxy = await startNatsProxy(nats.url);
      undo(() => proxy.stop());
      const dsn = await postgres.createDatabase('orders');
      const service = await runService(directory, 'orders', dsn, {
        NATS_URL: proxy.url,
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
      await test({
        service,
        nats,
        proxy,
        query: async sql => (await client.query(sql)).rows,
      });
    });
  });
}
