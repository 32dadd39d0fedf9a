// As sqlc.test.ts, for more schemas.
import { testGeneratedOutput } from './generatedOutput';
import { SQLC } from './sqlcGenerator';

testGeneratedOutput(SQLC, 200);
