import assert from 'node:assert/strict';
import { waitUntil } from '../../support/waiting';
import type { Moment } from './natsProxy';
import { inShop, type Shop } from './shop';
import { startWriters } from './writers';

/** Where a service is killed, in turn; the last is wherever it happens to be. */
const MOMENTS: readonly (Moment | 'at random')[] = [
  'before it is published',
  'before it is marked',
  'before it is acknowledged',
  'at random',
];

const PATIENCE_MS = 120_000;

/**
 * Kills a service `kills` times while `writes` are made: every change that was
 * committed has taken effect once, those of a customer in their order.
 */
export function killing(kills: number, writes: number): Promise<void> {
  return inShop(async shop => {
    let kill = 0;
    // A moment of an event comes only where something is still written.
    const writers = startWriters(shop, writes, () => kill < kills);
    const begun = Date.now();
    for (; kill < kills; kill += 1) {
      // Spread over the writes, and at the moment that is next.
      const due = (writes * (kill + 0.5)) / kills;
      await waitUntil(
        `${due} writes are made`,
        async () => writers.acknowledged() >= due,
        PATIENCE_MS,
      );
      const moment = MOMENTS[kill % MOMENTS.length]!;
      if (moment !== 'at random') await shop.proxy.holdAt(moment);
      await shop.service.kill();
      shop.proxy.release();
      await shop.service.restart();
    }
    await writers.done;
    await everythingArrives(shop);
    const result = await resultOf(shop);
    process.stdout.write(
      `${kills} kills, ${writers.acknowledged()} writes acknowledged in ${(
        (Date.now() - begun) /
        1000
      ).toFixed(0)} s, ${result.events} events, ${
        result.deliveries
      } deliveries, ${result.deliveries - result.events} of them again\n`,
    );
    assertWhole(result, writers.acknowledged());
    assert.ok(
      result.deliveries > result.events,
      'some came again: the test kills where it says',
    );
  });
}

/** What became of all events. */
interface Result {
  /** Changes that were committed: every row's version counts them. */
  changes: number;
  events: number;
  effects: number;
  deliveries: number;
  /** Customers whose effects are not 1, 2, 3 and so on to their version. */
  disordered: number;
}

/** Waits until everything is published and handled. */
export function everythingArrives({ query }: Shop): Promise<void> {
  return waitUntil(
    'every event has taken effect',
    async () => {
      const [left] = await query<{ left: number }>(`
        SELECT (SELECT count(*) FROM outbox WHERE sent_at IS NULL)
             + (SELECT sum(version) FROM customers) - (SELECT count(*) FROM witness) AS left`);
      return Number(left?.left) <= 0;
    },
    PATIENCE_MS,
  );
}

/** Counts what became of all events. */
export async function resultOf({ query }: Shop): Promise<Result> {
  const [row] = await query<Record<keyof Result, string>>(`
    SELECT
      (SELECT sum(version) FROM customers) AS changes,
      (SELECT count(*) FROM outbox) AS events,
      (SELECT count(*) FROM witness) AS effects,
      (SELECT count(*) FROM deliveries) AS deliveries,
      (SELECT count(*) FROM customers AS c WHERE
        ARRAY(SELECT version FROM witness WHERE customer = c.id ORDER BY position)
        IS DISTINCT FROM ARRAY(SELECT generate_series(1, c.version))) AS disordered`);
  return Object.fromEntries(
    Object.entries(row!).map(([key, value]) => [key, Number(value)]),
  ) as unknown as Result;
}

/** Nothing is lost, nothing took effect twice, and order holds. */
export function assertWhole(result: Result, acknowledged: number): void {
  const { changes, events, effects, disordered } = result;
  assert.ok(changes >= acknowledged, 'what was acknowledged is there');
  assert.deepEqual(
    { events, effects, disordered },
    { events: changes, effects: changes, disordered: 0 },
  );
}
