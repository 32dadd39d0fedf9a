// What is committed as the output of protoc-gen-go and protoc-gen-go-grpc is
// what they write.
import { testGeneratedOutput } from './generatedOutput';
import { PROTO } from './protoGenerators';

testGeneratedOutput(PROTO, 30);
