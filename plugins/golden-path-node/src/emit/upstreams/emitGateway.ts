import {
  STREAM_PROTOCOLS,
  type Stream,
  type Upstream,
  type UpstreamResource,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Emitter, FileDraft } from '../../plan/draft';
import { GENERATED, goText, imports } from '../go/go';
import { fileText, lines, paragraphs, type Text } from '../lines';
import { emitBodies } from './bodies';
import { CLEARING, orGiveUp } from './clearing';
import { emitIncludes, hasIncludes } from './includes';
import { publishedRoutes, streamRoute } from './routes';
import { emitContractOf } from './rpcClient';
import { emitStandIns } from './standIns';
import { emitTranscoding } from './transcoding';

/** What a gateway passes on or asks for, and whom. */
export const emitGateway: Emitter = ({ composition }) => {
  const { service, upstreams } = composition;
  const { module } = service;
  const generated = (path: string, content: string): FileDraft => ({
    path,
    class: 'generated',
    content,
  });
  return [
    generated('internal/apigateway/upstreams.go', emitSet(module, upstreams)),
    generated('internal/apigateway/bodies_test.go', emitBodies(upstreams)),
    generated('internal/fixture/upstreams.go', emitStandIns(module, upstreams)),
    ...(hasIncludes(upstreams)
      ? [
          generated(
            'internal/apigateway/includes.go',
            emitIncludes(module, upstreams),
          ),
        ]
      : []),
    ...upstreams
      .filter(isCalled)
      .flatMap(upstream => [
        ...emitContractOf(module, upstream),
        ...upstream.resources.map(resource =>
          generated(
            `internal/apigateway/${resource.names.singular.snake}_rpc.go`,
            emitTranscoding(module, upstream, resource),
          ),
        ),
      ]),
  ];
};

/** Whether requests become calls; those of others are passed on as they are. */
function isCalled({ protocol }: Upstream): boolean {
  return protocol === 'grpc';
}

const packageOf = (upstream: Upstream) =>
  isCalled(upstream) ? 'transcode' : 'httpproxy';
const local = (upstream: Upstream) =>
  `${upstream.names.singular.camel}${isCalled(upstream) ? 'Calls' : 'Proxy'}`;
const field = ({ names }: Upstream) => names.singular.pascal;

/** What passes streams on. */
const STREAMERS = { sse: 'Events', websocket: 'WebSockets' } as const;
const streamLocal = (
  { names }: Upstream,
  { protocol }: Pick<Stream, 'protocol'>,
) => `${names.singular.camel}${STREAMERS[protocol]}`;

function emitSet(module: string, upstreams: readonly Upstream[]): string {
  const passed = upstreams.filter(upstream => !isCalled(upstream));
  const called = upstreams.filter(isCalled);
  return fileText(
    paragraphs(
      [GENERATED],
      ['package apigateway'],
      imports(
        module,
        [
          ...CLEARING.filter(() => upstreams.length > 1),
          ...(passed.length > 0 ? (['net/http'] as const) : []),
          ...(called.length > 0 ? (['slices'] as const) : []),
          'net/netip',
          'httpx',
          ...upstreams.map(packageOf),
          ...(hasIncludes(upstreams) ? (['join'] as const) : []),
        ],
        ['internal/config'],
      ),
      [
        '// Upstreams are the services that are asked for what is published here.',
        'type Upstreams struct {',
        upstreams.map(upstream => [
          `// ${field(upstream)} is the service ${upstream.name}.`,
          `${field(upstream)} *${packageOf(upstream)}.Upstream`,
        ]),
        '',
        'all []member',
        '}',
      ],
      [
        called.length > 0
          ? [
              '// Open makes the upstreams, which are called in the name of agent. They connect to',
              '// nothing yet.',
            ]
          : '// Open makes the upstreams. They connect to nothing yet.',
        `func Open(settings config.Config, ${
          called.length > 0 ? 'agent' : '_'
        } string, ${
          passed.length > 0 ? 'trusted' : '_'
        } []netip.Prefix) (*Upstreams, error) {`,
        'u := &Upstreams{}',
        upstreams.map((upstream, index) => [
          open(upstream),
          orGiveUp(index, 'u'),
          `u.${field(upstream)} = ${local(upstream)}`,
          `u.all = append(u.all, member{${local(
            upstream,
          )}, settings.Upstream${field(upstream)}.Required})`,
        ]),
        'return u, nil',
        '}',
      ],
      routes(passed, called, hasIncludes(upstreams)),
    ),
  );
}

function open(upstream: Upstream): string[] {
  const from = `settings.Upstream${field(upstream)}`;
  const name = `Name: ${goText(upstream.name)}, URL: ${from}.URL`;
  const key = `APIKey: ${from}.APIKey.Reveal()`;
  const forward = `ForwardAuthorization: ${from}.ForwardAuthorization`;
  return [
    `${local(upstream)}, err := ${packageOf(upstream)}.New(${packageOf(
      upstream,
    )}.Options{`,
    ...(isCalled(upstream)
      ? [
          `${name}, Agent: agent, ${key},`,
          `${forward}, MaxMessage: int64(${from}.MaxMessage),`,
        ]
      : [
          `${name}, ${key},`,
          `${forward}, TrustedProxies: trusted, Origins: settings.CORS.Origins,`,
        ]),
    `Timeout: ${from}.Timeout, Concurrency: ${from}.Concurrency,${
      isCalled(upstream) ? '' : ` Streams: ${from}.Streams,`
    }`,
    '})',
  ];
}

/** The operations of services whose requests are passed on, and of those that are called. */
function routes(
  passed: readonly Upstream[],
  called: readonly Upstream[],
  joined: boolean,
): Text {
  const listed = passed.length > 0 && [
    '[]httpx.Route{',
    passed.map(upstream => [
      upstream.resources.map(resource =>
        publishedRoutes(resource).map(
          ({ members }) => `{${members}, Handler: ${local(upstream)}},`,
        ),
      ),
      upstream.streams.map(
        stream =>
          `{${streamRoute(stream)}, Handler: ${streamLocal(
            upstream,
            stream,
          )}},`,
      ),
    ]),
    '}',
  ];
  const made = called.flatMap(upstream =>
    upstream.resources.map(resource => routesOf(upstream, resource)),
  );
  const begin = joined ? 'routes := ' : 'return ';
  return [
    '// Routes are the operations that the services publish here.',
    joined &&
      '// What all returns are those of the gateway, with the checks of callers.',
    `func (u *Upstreams) Routes(${
      joined ? 'all' : '_'
    } func() []httpx.Route) []httpx.Route {`,
    passed.map(upstream => [
      `${local(upstream)} := u.${field(upstream)}.Requests()`,
      STREAM_PROTOCOLS.filter(protocol =>
        upstream.streams.some(stream => stream.protocol === protocol),
      ).map(
        protocol =>
          `${streamLocal(upstream, { protocol })} := u.${field(upstream)}.${
            STREAMERS[protocol]
          }()`,
      ),
    ]),
    made.length === 0
      ? after(begin, listed)
      : [
          listed && after('passed := ', listed),
          `${begin}slices.Concat(`,
          listed && 'passed,',
          made.map(each => `${each},`),
          ')',
        ],
    joined && 'return join.Routes(routes, includes, all)',
    '}',
  ];
}

/** The lines, the first of which begins with a text. */
function after(text: string, of: Text): Text {
  const [first, ...others] = lines(of);
  return [`${text}${first}`, ...others];
}

function routesOf(upstream: Upstream, { names }: UpstreamResource): string {
  return `${names.singular.camel}Routes(u.${field(upstream)})`;
}
