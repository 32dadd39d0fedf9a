import type { Text } from '../lines';
import { ALIAS, commented, isUnary, streamType } from './grpcMethod';
import type { ProtoMethod, ProtoService } from './model';

/** The interface that callers use, and what implements it. */
export function clientCode(service: ProtoService): Text[] {
  const { name, methods } = service;
  const client = `${name}Client`;
  const own = `${client.charAt(0).toLowerCase()}${client.slice(1)}`;
  return [
    [
      `// ${client} is the client API for ${name} service.`,
      '//',
      '// For semantics around ctx use and closing/ending streaming RPCs, please refer to https://pkg.go.dev/google.golang.org/grpc/?tab=doc#ClientConn.NewStream.',
      '//',
      commented(service.about),
      `type ${client} interface {`,
      methods.map(method => [commented(method.about), clientSignature(method)]),
      '}',
    ],
    [`type ${own} struct {`, 'cc grpc.ClientConnInterface', '}'],
    [
      `func New${client}(cc grpc.ClientConnInterface) ${client} {`,
      `return &${own}{cc}`,
      '}',
    ],
    ...methods.flatMap(method => clientMethod(service, own, method)),
  ];
}

function clientMethod(
  service: ProtoService,
  client: string,
  method: ProtoMethod,
): Text[] {
  const { name, input, output, clientStreams } = method;
  const path = `${service.name}_${name}_FullMethodName`;
  const head = [
    `func (c *${client}) ${clientSignature(method)} {`,
    'cOpts := append([]grpc.CallOption{grpc.StaticMethod()}, opts...)',
  ];
  if (isUnary(method)) {
    return [
      [
        head,
        `out := new(${output})`,
        `err := c.cc.Invoke(ctx, ${path}, in, out, cOpts...)`,
        'if err != nil {',
        'return nil, err',
        '}',
        'return out, nil',
        '}',
      ],
    ];
  }
  const streams = service.methods.filter(other => !isUnary(other));
  return [
    [
      head,
      `stream, err := c.cc.NewStream(ctx, &${
        service.name
      }_ServiceDesc.Streams[${streams.indexOf(method)}], ${path}, cOpts...)`,
      'if err != nil {',
      'return nil, err',
      '}',
      `x := &grpc.GenericClientStream[${input}, ${output}]{ClientStream: stream}`,
      !clientStreams && [
        'if err := x.ClientStream.SendMsg(in); err != nil {',
        'return nil, err',
        '}',
        'if err := x.ClientStream.CloseSend(); err != nil {',
        'return nil, err',
        '}',
      ],
      'return x, nil',
      '}',
    ],
    [
      ALIAS,
      `type ${service.name}_${name}Client = ${streamType(method, 'Client')}`,
    ],
  ];
}

function clientSignature(method: ProtoMethod): string {
  const input = method.clientStreams ? '' : `, in *${method.input}`;
  const output = isUnary(method)
    ? `*${method.output}`
    : streamType(method, 'Client');
  return `${method.name}(ctx context.Context${input}, opts ...grpc.CallOption) (${output}, error)`;
}
