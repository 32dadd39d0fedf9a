// A service that is stopped under load loses no request, over HTTP and gRPC.
import { test } from 'node:test';
import { stopUnderLoad } from './stopping';

test('five stops of a replica lose no request', () => stopUnderLoad(5));
