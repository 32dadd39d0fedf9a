// The same as outages.test.ts for longer, and on the other ways of access.
import { test } from 'node:test';
import { storesGoAway } from './outages/outages';

for (const access of ['gorm', 'pgx', 'sqlc'] as const) {
  for (const redis of ['single', 'cluster'] as const) {
    test(`a service on ${access} outlives its stores and a ${redis} Redis, again and again`, () =>
      storesGoAway({ access, redis }, 4, 1_000));
  }
}
