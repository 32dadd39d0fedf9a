// A service is killed while it publishes and handles events, and its broker is
// taken away: nothing is lost, nothing takes effect twice, order holds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitUntil } from '../support/waiting';
import {
  assertWhole,
  everythingArrives,
  killing,
  resultOf,
} from './events/killing';
import { inClusteredShop, inShop } from './events/shop';
import { startWriters } from './events/writers';

const PATIENCE_MS = 60_000;

test('a service that is killed five times loses no event', () =>
  killing(5, 2_000));

test('requests go on without the broker, and events arrive when it is back', () =>
  inShop(async shop => {
    const { service, nats, query } = shop;
    const isReady = async () => (await fetch(`${service.adminUrl}/readyz`)).ok;
    const waiting = async () =>
      Number(
        (
          await query<{ n: string }>(
            'SELECT count(*) AS n FROM outbox WHERE sent_at IS NULL',
          )
        )[0]?.n,
      );
    const writers = startWriters(shop, 1_500);
    const come = (n: number) =>
      waitUntil(
        `${n} writes are made`,
        async () => writers.acknowledged() >= n,
        PATIENCE_MS,
      );
    await come(300);
    await nats.kill();
    await come(1_000);
    assert.ok(await isReady(), 'the broker keeps no request away');
    assert.ok((await waiting()) >= 300, 'events wait');
    const readiness = await fetch(`${service.adminUrl}/readyz`);
    assert.match(await readiness.text(), /nats/, 'and it is told');
    await nats.start();
    await writers.done;
    assert.deepEqual([...writers.failures()], [], 'no request has failed');
    await everythingArrives(shop);
    assertWhole(await resultOf(shop), writers.acknowledged());
  }));

test('a cluster of brokers loses the server that leads, and no event', () =>
  inClusteredShop(async shop => {
    const { nats } = shop;
    const writers = startWriters(shop, 2_000);
    for (let round = 0; round < 3; round += 1) {
      const written = (part: number) =>
        waitUntil(
          'more is written',
          async () => writers.acknowledged() >= 600 * (round + part),
          PATIENCE_MS,
        );
      await written(0.5);
      await nats.kill();
      await written(1);
      await nats.start();
    }
    await writers.done;
    assert.deepEqual([...writers.failures()], [], 'no request has failed');
    await everythingArrives(shop);
    assertWhole(await resultOf(shop), writers.acknowledged());
  }));
