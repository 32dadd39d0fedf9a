// What is committed as the output of protoc-gen-go and protoc-gen-go-grpc is
// what they write.
import { testProtoOutput } from './protoOutput';

testProtoOutput(30);
