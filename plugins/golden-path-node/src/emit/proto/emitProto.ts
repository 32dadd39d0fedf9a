import type { Resource } from '@golden-path/backstage-plugin-golden-path-common';
import type { Emitter, FileDraft } from '../../plan/draft';
import { eachResource, type Home } from '../eachResource';
import { protoFile, protoFolder, type ProtoOptions } from './api';
import { emitConversions } from './conversions';
import { emitGrpcGo } from './grpcGo';
import { emitPbGo } from './pbGo';
import { emitTestMessages } from './testMessages';
import { protoText } from './text';

const unwatched = eachResource((home, resource) => filesOf(home, resource));
const watched = eachResource((home, resource) =>
  filesOf(home, resource, { watched: true }),
);

/**
 * The gRPC API of each resource, what the generators would write from it, and
 * what stands between its messages and the domain's types.
 */
export const emitProto: Emitter = context =>
  context.composition.ports.includes('watches')
    ? watched(context)
    : unwatched(context);

function filesOf(
  { module, names }: Home,
  resource: Resource,
  options?: ProtoOptions,
): FileDraft[] {
  const home = { module, service: names.singular.flat };
  const { flat, snake } = resource.names.singular;
  const folder = protoFolder(home, resource);
  const file = protoFile(home, resource, options);
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
}
