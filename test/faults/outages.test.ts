// PostgreSQL and then Redis go away under load and come back: the service says so, and is
// as before without a restart.
import { test } from 'node:test';
import { storesGoAway } from './outages/outages';

test('a service outlives its stores', () => storesGoAway('gorm', 1, 300));
