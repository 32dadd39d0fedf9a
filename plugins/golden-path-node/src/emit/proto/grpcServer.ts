import type { Text } from '../lines';
import { ALIAS, commented, isUnary, streamType } from './grpcMethod';
import type { ProtoMethod, ProtoService } from './model';

/** The interface that a service implements, and its registration. */
export function serverCode({ name, about, methods }: ProtoService): Text[] {
  const server = `${name}Server`;
  return [
    [
      `// ${server} is the server API for ${name} service.`,
      `// All implementations must embed Unimplemented${server}`,
      '// for forward compatibility.',
      '//',
      commented(about),
      `type ${server} interface {`,
      methods.map(method => [commented(method.about), serverSignature(method)]),
      `mustEmbedUnimplemented${server}()`,
      '}',
    ],
    [
      `// Unimplemented${server} must be embedded to have`,
      '// forward compatible implementations.',
      '//',
      '// NOTE: this should be embedded by value instead of pointer to avoid a nil',
      '// pointer dereference when methods are called.',
      `type Unimplemented${server} struct{}`,
    ],
    [
      methods.map(method => [
        `func (Unimplemented${server}) ${serverSignature(method)} {`,
        `return ${
          isUnary(method) ? 'nil, ' : ''
        }status.Error(codes.Unimplemented, "method ${
          method.name
        } not implemented")`,
        '}',
      ]),
      `func (Unimplemented${server}) mustEmbedUnimplemented${server}() {}`,
      `func (Unimplemented${server}) testEmbeddedByValue() {}`,
    ],
    [
      `// Unsafe${server} may be embedded to opt out of forward compatibility for this service.`,
      `// Use of this interface is not recommended, as added methods to ${server} will`,
      '// result in compilation errors.',
      `type Unsafe${server} interface {`,
      `mustEmbedUnimplemented${server}()`,
      '}',
    ],
    [
      `func Register${server}(s grpc.ServiceRegistrar, srv ${server}) {`,
      `// If the following call panics, it indicates Unimplemented${server} was`,
      '// embedded by pointer and is nil.  This will cause panics if an',
      '// unimplemented method is ever invoked, so we test this at initialization',
      '// time to prevent it from happening at runtime later due to I/O.',
      'if t, ok := srv.(interface{ testEmbeddedByValue() }); ok {',
      't.testEmbeddedByValue()',
      '}',
      `s.RegisterService(&${name}_ServiceDesc, srv)`,
      '}',
    ],
  ];
}

/** What the server calls for a method. */
export function handler(service: ProtoService, method: ProtoMethod): Text[] {
  const { name, input, output, clientStreams } = method;
  const call = `srv.(${service.name}Server).${name}`;
  const own = `_${service.name}_${name}_Handler`;
  if (isUnary(method)) {
    return [
      [
        `func ${own}(srv interface{}, ctx context.Context, dec func(interface{}) error, interceptor grpc.UnaryServerInterceptor) (interface{}, error) {`,
        `in := new(${input})`,
        'if err := dec(in); err != nil {',
        'return nil, err',
        '}',
        'if interceptor == nil {',
        `return ${call}(ctx, in)`,
        '}',
        'info := &grpc.UnaryServerInfo{',
        'Server: srv,',
        `FullMethod: ${service.name}_${name}_FullMethodName,`,
        '}',
        'handler := func(ctx context.Context, req interface{}) (interface{}, error) {',
        `return ${call}(ctx, req.(*${input}))`,
        '}',
        'return interceptor(ctx, in, info, handler)',
        '}',
      ],
    ];
  }
  const stream = `&grpc.GenericServerStream[${input}, ${output}]{ServerStream: stream}`;
  return [
    [
      `func ${own}(srv interface{}, stream grpc.ServerStream) error {`,
      clientStreams
        ? `return ${call}(${stream})`
        : [
            `m := new(${input})`,
            'if err := stream.RecvMsg(m); err != nil {',
            'return err',
            '}',
            `return ${call}(m, ${stream})`,
          ],
      '}',
    ],
    [
      ALIAS,
      `type ${service.name}_${name}Server = ${streamType(method, 'Server')}`,
    ],
  ];
}

function serverSignature(method: ProtoMethod): string {
  const { name, input, output, clientStreams } = method;
  if (isUnary(method)) {
    return `${name}(context.Context, *${input}) (*${output}, error)`;
  }
  const stream = streamType(method, 'Server');
  return `${name}(${clientStreams ? '' : `*${input}, `}${stream}) error`;
}
