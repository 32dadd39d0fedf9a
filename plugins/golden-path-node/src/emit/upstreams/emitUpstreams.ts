import type {
  Composition,
  Resource,
  Upstream,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Emitter, FileDraft } from '../../plan/draft';
import { CLEARING, orGiveUp } from './clearing';
import { emitClient, clientPackage } from './client';
import { emitReferences } from './references';
import { emitContractOf, emitRpcClient } from './rpcClient';
import { emitStandIns } from './standIns';
import { fileText, paragraphs } from '../lines';
import { GENERATED, goText, imports } from '../go/go';

/** The clients of the upstreams, and what the service uses them for. */
export const emitUpstreams: Emitter = ({ composition }) => {
  const { service, upstreams, resources } = composition;
  return [
    file('internal/upstream/upstream.go', emitSet(service.module, upstreams)),
    file(
      'internal/fixture/upstreams.go',
      emitStandIns(service.module, upstreams),
    ),
    ...upstreams.flatMap(upstream => emitCalls(service.module, upstream)),
    ...references(composition, resources),
  ];
};

/** What calls one upstream. */
function emitCalls(module: string, upstream: Upstream): FileDraft[] {
  const path = `internal/upstream/${clientPackage(upstream)}/client.go`;
  return upstream.protocol === 'grpc'
    ? [
        file(path, emitRpcClient(module, upstream)),
        ...emitContractOf(module, upstream),
      ]
    : [file(path, emitClient(module, upstream))];
}

/** What carries the calls, by protocol. */
const CARRIERS = {
  http: {
    package: 'httpclient',
    local: 'HTTP',
    limit: 'MaxBody',
  },
  grpc: {
    package: 'grpcclient',
    local: 'GRPC',
    limit: 'MaxMessage',
  },
} as const;

function references(
  { service, upstreams }: Composition,
  resources: readonly Resource[],
): FileDraft[] {
  const content = emitReferences(service.module, resources, upstreams);
  return content === undefined
    ? []
    : [file('internal/references/references.go', content)];
}

function file(path: string, content: string): FileDraft {
  return { path, class: 'generated', content };
}

/** `internal/upstream/upstream.go`: every client, made from the settings. */
function emitSet(module: string, upstreams: readonly Upstream[]): string {
  const local = ({ names, protocol }: Upstream) =>
    `${names.singular.camel}${CARRIERS[protocol].local}`;
  const field = ({ names }: Upstream) => names.singular.pascal;
  return fileText(
    paragraphs(
      [GENERATED],
      ['package upstream'],
      imports(
        module,
        [
          ...CLEARING.filter(() => upstreams.length > 1),
          'calling',
          ...upstreams.map(({ protocol }) => CARRIERS[protocol].package),
        ],
        [
          'internal/config',
          ...upstreams.map(
            upstream => `internal/upstream/${clientPackage(upstream)}`,
          ),
        ],
      ),
      [
        '// Clients call the services that this one needs.',
        'type Clients struct {',
        upstreams.map(upstream => [
          `// ${field(upstream)} calls ${upstream.name}.`,
          `${field(upstream)} *${clientPackage(upstream)}.Client`,
        ]),
        '',
        'connections []calling.Connection',
        '}',
      ],
      [
        '// Open makes the clients, in the name of agent. They connect to nothing yet.',
        'func Open(settings config.Config, agent string) (*Clients, error) {',
        'c := &Clients{}',
        upstreams.map((upstream, index) => [
          open(upstream, local(upstream)),
          orGiveUp(index, 'c'),
          `c.${field(upstream)} = ${clientPackage(upstream)}.New(${local(
            upstream,
          )})`,
          `c.connections = append(c.connections, ${local(upstream)})`,
        ]),
        'return c, nil',
        '}',
      ],
    ),
  );
}

function open({ name, names, protocol }: Upstream, local: string): string[] {
  const { package: carrier, limit } = CARRIERS[protocol];
  const from = `settings.Upstream${names.singular.pascal}`;
  return [
    `${local}, err := ${carrier}.New(${carrier}.Options{`,
    'Options: calling.Options{',
    `Name: ${goText(name)}, Timeout: ${from}.Timeout,`,
    `Attempts: ${from}.Attempts, Concurrency: ${from}.Concurrency,`,
    '},',
    `URL: ${from}.URL, Agent: agent, APIKey: ${from}.APIKey.Reveal(),`,
    `${limit}: int64(${from}.${limit}),`,
    '})',
  ];
}
