// The same as outages.test.ts for half a minute each time, and on every way of access.
import { test } from 'node:test';
import { storesGoAway } from './outages/outages';

const LONG = { rounds: 2, requests: 1_000, awayMs: 30_000 };

for (const access of ['gorm', 'pgx', 'sqlc'] as const) {
  for (const redis of ['single', 'cluster'] as const) {
    test(`a service on ${access} outlives its stores and a ${redis} Redis, again and again`, () =>
      storesGoAway({ access, redis }, LONG));
  }
}
