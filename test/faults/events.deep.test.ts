// The same as events.test.ts for longer: fifty kills over ten thousand writes.
import { test } from 'node:test';
import { killing } from './events/killing';

test('a service that is killed fifty times loses no event', () =>
  killing(50, 10_000));
