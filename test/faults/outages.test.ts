// PostgreSQL and then Redis go away under load and come back: the service says so, and is
// as before without a restart.
import { test } from 'node:test';
import { storesGoAway } from './outages/outages';

const BRIEFLY = { rounds: 1, requests: 300, awayMs: 0 };

test('a service outlives its stores', () =>
  storesGoAway({ access: 'gorm', redis: 'single' }, BRIEFLY));

test('and a failover of its cluster of Redis', () =>
  storesGoAway({ access: 'pgx', redis: 'cluster' }, BRIEFLY));
