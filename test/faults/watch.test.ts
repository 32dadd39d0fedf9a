// Callers watch parcels over two replicas, one of which stops, while the broker goes
// away: every change is told once and in order, and nobody waits for a watch.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { compose } from '../matrix/callingServices';
import { inFolder } from '../support/folders';
import {
  buildService,
  startService,
  type RunningService,
} from '../support/goService';
import { startNats } from '../support/nats';
import { startPostgres } from '../support/postgres';

/** What test/faults/watch prints. */
interface Figures {
  readonly Written: number;
  readonly Changes: number;
  readonly Opened: number;
  readonly Unavailable: number;
  readonly Repeated: number;
  readonly Copied: readonly number[];
  readonly Failures: readonly string[];
}

/** Streams that wait may have half of it. */
const PHASE_MS = 20_000;

const SETTINGS = {
  SHUTDOWN_PHASE_TIMEOUT: `${PHASE_MS}ms`,
  GRPC_CONNECTION_AGE: '3s',
  DATABASE_CONNECTION_LIMIT: '10',
};

/** Composes a service that is watched, with the command that watches it. */
async function watched(folder: string): Promise<string> {
  await compose(folder, 'parcels', {
    goldenPath: 'go-grpc-service',
    patterns: {
      'api-options': ['watch'],
      data: ['outbox', 'batches'],
      broker: ['nats'],
    },
    resources: [
      {
        name: 'parcel',
        fields: [{ name: 'label', type: 'text', required: true }],
      },
    ],
  });
  const directory = join(folder, 'parcels');
  await mkdir(join(directory, 'cmd', 'watchers'));
  await cp(
    join(__dirname, 'watch', 'main.go'),
    join(directory, 'cmd', 'watchers', 'main.go'),
  );
  return directory;
}

test('watches miss nothing while a replica and the broker come and go', () =>
  inFolder(async folder => {
    const directory = await watched(folder);
    const binary = await buildService(directory, 'parcels', ['-race']);
    const watchers = await buildService(directory, 'watchers');
    const postgres = await startPostgres();
    const nats = await startNats();
    const replicas: RunningService[] = [];
    try {
      const dsn = await postgres.createDatabase('parcels');
      const settings = { ...SETTINGS, NATS_URL: nats.url };
      replicas.push(await startService(binary, dsn, settings));
      replicas.push(await startService(binary, dsn, settings));
      const child = spawn(
        watchers,
        replicas.map(({ grpcUrl }) => new URL(grpcUrl).host),
        { stdio: ['pipe', 'pipe', 'inherit'] },
      );
      const printed = text(child.stdout);
      const ended = once(child, 'exit');
      await setTimeout(3_000);
      const begun = Date.now();
      assert.equal(await replicas[1]!.stop(), 0, 'nothing was cut off');
      const stopping = Date.now() - begun;
      await setTimeout(1_000);
      await replicas[1]!.restart();
      await setTimeout(2_000);
      await nats.kill();
      await setTimeout(3_000);
      await nats.start();
      await setTimeout(3_000);
      child.stdin.end();
      await ended;
      const figures = JSON.parse(await printed) as Figures;
      process.stdout.write(`${stopping} ms: ${JSON.stringify(figures)}\n`);
      assert.deepEqual(figures.Failures, []);
      assert.equal(figures.Repeated, 0, 'the broker knows what comes again');
      assert.ok(stopping < PHASE_MS / 4, 'the stop waits for no watch');
      assert.ok(figures.Written > 50, 'parcels were written');
      assert.ok(figures.Copied.every(parcels => parcels > 10));
      assert.ok(figures.Opened > 20, 'watches were opened again');
      assert.ok(figures.Unavailable > 5, 'the service has ended some');
    } finally {
      const codes = await Promise.all(replicas.map(each => each.stop()));
      await nats.stop();
      await postgres.stop();
      assert.deepEqual(
        codes,
        replicas.map(() => 0),
        'no race was found',
      );
    }
  }));
