// What is committed as the output of sqlc is what the real sqlc writes.
import { testGeneratedOutput } from './generatedOutput';
import { SQLC } from './sqlcGenerator';

testGeneratedOutput(SQLC, 30);
