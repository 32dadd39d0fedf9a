// As proto.test.ts, for more services.
import { testGeneratedOutput } from './generatedOutput';
import { PROTO } from './protoGenerators';

testGeneratedOutput(PROTO, 200);
