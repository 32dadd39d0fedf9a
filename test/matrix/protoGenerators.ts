import { delimiter, join } from 'node:path';
import { runOrThrow } from '../support/processes';
import type { Generators } from './generatedOutput';

/** Plugins by their names on PATH; the service runs the same through Go. */
const TEMPLATE = JSON.stringify({
  version: 'v2',
  plugins: ['protoc-gen-go', 'protoc-gen-go-grpc'].map(local => ({
    local,
    out: 'gen',
    opt: ['paths=source_relative'],
  })),
});

/**
 * protoc-gen-go and protoc-gen-go-grpc, run by buf, which also has to find nothing
 * in the contract.
 */
export const PROTO: Generators = {
  goldenPath: 'go-grpc-service',
  patterns: [
    {},
    { 'api-options': ['watch'], data: ['outbox'], broker: ['nats'] },
  ],
  commands: [
    ['.', 'google.golang.org/protobuf/cmd/protoc-gen-go'],
    ['grpc/tools', 'google.golang.org/grpc/cmd/protoc-gen-go-grpc'],
    ['grpc/tools', 'github.com/bufbuild/buf/cmd/buf'],
  ],
  read: ['buf.yaml', 'proto/'],
  output: 'gen/',
  async run(service, bin) {
    const path = [bin, process.env.PATH].join(delimiter);
    const env = { ...process.env, PATH: path };
    const buf = (...args: string[]) =>
      runOrThrow(join(bin, 'buf'), args, { cwd: service, env });
    await buf('lint');
    await buf('format', '--diff', '--exit-code');
    await buf('generate', '--template', TEMPLATE);
  },
};
