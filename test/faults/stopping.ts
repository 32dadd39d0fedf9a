import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { orderAnswers } from '../support/answers';
import { startBalancer } from '../support/balancer';
import { composed } from '../support/composed';
import { inFolder } from '../support/folders';
import { buildService, startService } from '../support/goService';
import { startPostgres } from '../support/postgres';
import { waitUntil } from '../support/waiting';

/** What test/faults/load prints. */
interface Figures {
  readonly Done: Readonly<Record<string, number>>;
  readonly Moved: number;
  readonly Failures: readonly string[];
}

const PATIENCE_MS = 30_000;

const SETTINGS = {
  // The balancer asks ten times in it.
  SHUTDOWN_DELAY: '1s',
  SHUTDOWN_PHASE_TIMEOUT: '4s',
  HEALTH_MAX_AGE: '100ms',
};

/**
 * Stops one of two replicas of a service after the other, so often, while clients
 * call both over HTTP and gRPC: no request fails, and no stop cuts one off. The
 * service is built with the flags; one that was told to look for races and has found
 * one ends with another code than 0.
 */
export async function stopUnderLoad(
  stops: number,
  flags: readonly string[] = [],
): Promise<void> {
  await inFolder(async folder => {
    const directory = await composed(folder, {
      ...orderAnswers(),
      patterns: { rpc: ['grpc'] },
    });
    await mkdir(join(directory, 'cmd', 'load'));
    await cp(
      join(__dirname, 'load', 'main.go'),
      join(directory, 'cmd', 'load', 'main.go'),
    );
    const binary = await buildService(directory, 'orders', flags);
    const load = await buildService(directory, 'load');
    const postgres = await startPostgres();
    try {
      const dsn = await postgres.createDatabase('orders');
      const start = () => startService(binary, dsn, SETTINGS);
      const replicas = [await start(), await start()];
      try {
        const figures = await underLoad(load, replicas, stops);
        process.stdout.write(`${stops} stops: ${JSON.stringify(figures)}\n`);
        assert.deepEqual(figures.Failures, []);
        for (const kind of ['post', 'call', 'export', 'import', 'question']) {
          assert.ok((figures.Done[kind] ?? 0) > stops, `${kind} was tried`);
        }
        assert.ok(figures.Moved >= stops, 'streams were open');
      } finally {
        await Promise.all(replicas.map(replica => replica.stop()));
      }
    } finally {
      await postgres.stop();
    }
  });
}

async function underLoad(
  load: string,
  replicas: readonly Awaited<ReturnType<typeof startService>>[],
  stops: number,
): Promise<Figures> {
  const balancer = await startBalancer(replicas);
  try {
    const isSentTo = (replica: (typeof replicas)[number]) =>
      waitUntil(
        'requests go to the replica',
        async () => balancer.sendsTo(replica),
        PATIENCE_MS,
      );
    await Promise.all(replicas.map(isSentTo));
    const child = spawn(load, [balancer.url, balancer.grpcAddress], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const printed = text(child.stdout);
    const ended = once(child, 'exit');
    for (let stop = 0; stop < stops; stop += 1) {
      const replica = replicas[stop % replicas.length]!;
      assert.equal(await replica.stop(), 0, 'nothing was cut off');
      await replica.restart();
      await isSentTo(replica);
    }
    child.stdin.end();
    await ended;
    return JSON.parse(await printed) as Figures;
  } finally {
    await balancer.stop();
  }
}
