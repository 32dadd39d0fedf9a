// The same as outages.test.ts for longer, and on the other ways of access.
import { test } from 'node:test';
import { storesGoAway } from './outages/outages';

for (const access of ['gorm', 'pgx', 'sqlc'] as const) {
  test(`a service on ${access} outlives its stores, again and again`, () =>
    storesGoAway(access, 4, 1_000));
}
