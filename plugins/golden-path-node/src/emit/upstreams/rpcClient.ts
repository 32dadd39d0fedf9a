import type {
  Upstream,
  UpstreamResource,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { FileDraft } from '../../plan/draft';
import { GENERATED, goText, imports } from '../go/go';
import type { GoPackage } from '../go/packages';
import { fileText, lines, paragraphs, type Text } from '../lines';
import { protoFile, protoFolder, type ProtoHome } from '../proto/api';
import { emitGrpcGo } from '../proto/grpcGo';
import { emitPbGo } from '../proto/pbGo';
import { protoText } from '../proto/text';
import { clientPackage } from './client';

/** The contract of an upstream, and what the generators would write from it. */
export function emitContractOf(
  module: string,
  upstream: Upstream,
): FileDraft[] {
  const home = homeOf(module, upstream);
  return upstream.resources.flatMap(resource => {
    const file = protoFile(home, resource);
    const path = `${protoFolder(home, resource)}/${
      resource.names.singular.snake
    }`;
    return [
      { path: `proto/${path}.proto`, content: protoText(file) },
      { path: `gen/${path}.pb.go`, content: emitPbGo(file) },
      { path: `gen/${path}_grpc.pb.go`, content: emitGrpcGo(file) },
    ].map(draft => ({ ...draft, class: 'generated' as const }));
  });
}

/** `internal/upstream/depotsclient/client.go`: what an upstream does, in Go. */
export function emitRpcClient(module: string, upstream: Upstream): string {
  const home = homeOf(module, upstream);
  const { name, resources } = upstream;
  return fileText(
    paragraphs(
      [GENERATED],
      [
        `// Package ${clientPackage(upstream)} calls ${name}.`,
        `package ${clientPackage(upstream)}`,
      ],
      contractImports(home, resources, ['context', 'grpcclient', 'uuid']),
      [
        `// Client calls ${name}.`,
        'type Client struct {',
        resources.map(resource => {
          const { pascal } = resource.names.plural;
          return [`// ${pascal} ${about(resource)}.`, `${pascal} ${pascal}`];
        }),
        '}',
      ],
      [
        '// New returns a client whose calls go through c.',
        'func New(c *grpcclient.Client) *Client {',
        'return &Client{',
        resources.map(({ names: { singular, plural } }) => {
          const stub = `${singular.flat}v1.New${singular.pascal}ServiceClient`;
          return `${plural.pascal}: ${plural.pascal}{rpc: ${stub}(c.Connection())},`;
        }),
        '}',
        '}',
      ],
      ...resources.flatMap(operations),
    ),
  );
}

/** Where the contract of an upstream is. */
export function homeOf(module: string, { names }: Upstream): ProtoHome {
  return { module, service: names.singular.flat };
}

/** The import declarations, the generated packages' with their names. */
export function contractImports(
  home: ProtoHome,
  resources: readonly UpstreamResource[],
  needs: readonly GoPackage[],
): Text {
  const generated = resources.map(resource => ({
    path: `gen/${protoFolder(home, resource)}`,
    name: `${resource.names.singular.flat}v1`,
  }));
  const declared = imports(
    home.module,
    needs,
    generated.map(({ path }) => path),
  );
  return lines(declared).map(line => {
    const named = generated.find(({ path }) => line.endsWith(`/${path}"`));
    return named ? `${named.name} ${line}` : line;
  });
}

function about({ names, writes }: UpstreamResource): string {
  return `${writes ? 'reads and changes' : 'reads'} ${names.plural.words}`;
}

function operations(resource: UpstreamResource): Text[] {
  const { singular, plural } = resource.names;
  const { pascal } = singular;
  const pb = `${singular.flat}v1`;
  const what = `What: ${goText(singular.words)}`;
  const method = (signature: string, ...body: string[]) => [
    `func (c ${plural.pascal}) ${signature} {`,
    ...body,
    '}',
  ];
  const answered = (call: string) => [
    `answer, err := c.rpc.${call}`,
    'return answer.GetItem(), err',
  ];
  const reading = [
    [
      `// ${plural.pascal} ${about(resource)}.`,
      `type ${plural.pascal} struct {`,
      `rpc ${pb}.${pascal}ServiceClient`,
      '}',
    ],
    [
      '// Get returns the one with the id. It is a fault NotFound if there is none.',
      method(
        `Get(ctx context.Context, id uuid.UUID) (*${pb}.${pascal}, error)`,
        ...answered(
          `Get${pascal}(ctx, &${pb}.Get${pascal}Request{Id: id.String()}, grpcclient.Kind{${what}, Repeatable: true})`,
        ),
      ),
    ],
    [
      '// List returns a page of what passes the filter.',
      method(
        `List(ctx context.Context, request *${pb}.List${plural.pascal}Request) (*${pb}.List${plural.pascal}Response, error)`,
        `return c.rpc.List${plural.pascal}(ctx, request, grpcclient.Kind{Repeatable: true})`,
      ),
    ],
  ];
  if (!resource.writes) return reading;
  return [
    ...reading,
    [
      '// Create stores a new one. It is sent once: nobody knows whether one that was',
      '// not answered has been stored.',
      method(
        `Create(ctx context.Context, in *${pb}.${pascal}Input) (*${pb}.${pascal}, error)`,
        ...answered(
          `Create${pascal}(ctx, &${pb}.Create${pascal}Request{Input: in}, grpcclient.Kind{${what}})`,
        ),
      ),
    ],
    [
      '// Replace puts in into the place of the fields. It is a fault Stale if the',
      '// version is no longer the stored one.',
      method(
        `Replace(ctx context.Context, id uuid.UUID, version int64, in *${pb}.${pascal}Input) (*${pb}.${pascal}, error)`,
        `request := &${pb}.Update${pascal}Request{Id: id.String(), Version: &version, Input: in}`,
        ...answered(`Update${pascal}(ctx, request, grpcclient.Kind{${what}})`),
      ),
    ],
    [
      '// Delete deletes the one with the id. It is a fault Stale if the version is no',
      '// longer the stored one.',
      method(
        'Delete(ctx context.Context, id uuid.UUID, version int64) error',
        `request := &${pb}.Delete${pascal}Request{Id: id.String(), Version: &version}`,
        `_, err := c.rpc.Delete${pascal}(ctx, request, grpcclient.Kind{${what}})`,
        'return err',
      ),
    ],
  ];
}
