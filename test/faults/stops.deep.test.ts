// As stops.test.ts, more often, and with the race detector.
import { test } from 'node:test';
import { stopUnderLoad } from './stopping';

test('fifty stops of a replica lose no request', () =>
  stopUnderLoad(50, ['-race']));
