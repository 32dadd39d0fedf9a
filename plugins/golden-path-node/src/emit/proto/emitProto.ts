import { eachResource } from '../eachResource';
import { protoFile, protoFolder } from './api';
import { emitConversions } from './conversions';
import { emitGrpcGo } from './grpcGo';
import { emitPbGo } from './pbGo';
import { emitTestMessages } from './testMessages';
import { protoText } from './text';

/**
 * The gRPC API of each resource, what the generators would write from it, and
 * what stands between its messages and the domain's types.
 */
export const emitProto = eachResource(({ module, names }, resource) => {
  const home = { module, service: names.singular.flat };
  const { flat, snake } = resource.names.singular;
  const folder = protoFolder(home, resource);
  const file = protoFile(home, resource);
  const of = { class: 'generated', resource: resource.name } as const;
  return [
    {
      ...of,
      path: `proto/${folder}/${snake}.proto`,
      class: 'emitted' as const,
      content: protoText(file),
    },
    { ...of, path: `gen/${folder}/${snake}.pb.go`, content: emitPbGo(file) },
    {
      ...of,
      path: `gen/${folder}/${snake}_grpc.pb.go`,
      content: emitGrpcGo(file),
    },
    {
      ...of,
      path: `internal/grpcapi/${flat}_proto.go`,
      content: emitConversions(home, resource),
    },
    {
      ...of,
      path: `internal/grpcapi/${flat}_proto_test.go`,
      content: emitTestMessages(home, resource),
    },
  ];
});
