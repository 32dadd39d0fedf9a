// As proto.test.ts, for more services.
import { testProtoOutput } from './protoOutput';

testProtoOutput(200);
