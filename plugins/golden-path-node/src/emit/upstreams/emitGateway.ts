import type {
  Upstream,
  UpstreamResource,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Emitter } from '../../plan/draft';
import { GENERATED, goText, imports } from '../go/go';
import { fileText, paragraphs } from '../lines';
import { emitStandIns } from './standIns';

/** What a gateway passes on, and to whom. */
export const emitGateway: Emitter = ({ composition }) => {
  const { service, upstreams } = composition;
  return [
    {
      path: 'internal/apigateway/upstreams.go',
      class: 'generated',
      content: emitSet(service.module, upstreams),
    },
    {
      path: 'internal/fixture/upstreams.go',
      class: 'generated',
      content: emitStandIns(service.module, upstreams),
    },
  ];
};

const local = ({ names }: Upstream) => `${names.singular.camel}Proxy`;
const field = ({ names }: Upstream) => names.singular.pascal;

function emitSet(module: string, upstreams: readonly Upstream[]): string {
  return fileText(
    paragraphs(
      [GENERATED],
      ['package apigateway'],
      imports(
        module,
        ['net/http', 'net/netip', 'httpproxy', 'httpx'],
        ['internal/config'],
      ),
      [
        '// Upstreams are the services that requests are passed on to.',
        'type Upstreams struct {',
        upstreams.map(upstream => [
          `// ${field(upstream)} is the service ${upstream.name}.`,
          `${field(upstream)} *httpproxy.Upstream`,
        ]),
        '',
        'all []member',
        '}',
      ],
      [
        '// Open makes the upstreams. They connect to nothing yet.',
        'func Open(settings config.Config, trusted []netip.Prefix) (*Upstreams, error) {',
        upstreams.map(open),
        'return &Upstreams{',
        upstreams.map(upstream => `${field(upstream)}: ${local(upstream)},`),
        'all: []member{',
        upstreams.map(
          upstream =>
            `{${local(upstream)}, settings.Upstream${field(
              upstream,
            )}.Required},`,
        ),
        '},',
        '}, nil',
        '}',
      ],
      [
        '// Routes are the operations that the services publish here.',
        'func (u *Upstreams) Routes() []httpx.Route {',
        upstreams.map(
          upstream => `${local(upstream)} := u.${field(upstream)}.Requests()`,
        ),
        'return []httpx.Route{',
        upstreams.map(upstream =>
          upstream.resources.map(resource => routes(upstream, resource)),
        ),
        '}',
        '}',
      ],
    ),
  );
}

function open(upstream: Upstream): string[] {
  const from = `settings.Upstream${field(upstream)}`;
  return [
    `${local(upstream)}, err := httpproxy.New(httpproxy.Options{`,
    `Name: ${goText(
      upstream.name,
    )}, URL: ${from}.URL, APIKey: ${from}.APIKey.Reveal(),`,
    `ForwardAuthorization: ${from}.ForwardAuthorization, TrustedProxies: trusted,`,
    `Timeout: ${from}.Timeout, Concurrency: ${from}.Concurrency,`,
    '})',
    'if err != nil {',
    'return nil, err',
    '}',
  ];
}

function routes(
  upstream: Upstream,
  { names, writes }: UpstreamResource,
): string[] {
  const { singular, plural } = names;
  const list = `/api/v1/${plural.kebab}`;
  const one = `${list}/{id}`;
  const route = (
    verb: string,
    method: string,
    path: string,
    name: { pascal: string; words: string },
  ) =>
    `{ID: ${goText(
      verb.toLowerCase().replace('read', 'get') + name.pascal,
    )}, Method: http.Method${method}, Path: ${goText(path)}, Summary: ${goText(
      `${verb} ${name.words}`,
    )}, Handler: ${local(upstream)}},`;
  return [
    route('List', 'Get', list, plural),
    ...(writes ? [route('Create', 'Post', list, singular)] : []),
    route('Read', 'Get', one, singular),
    ...(writes
      ? [
          route('Replace', 'Put', one, singular),
          route('Delete', 'Delete', one, singular),
        ]
      : []),
  ];
}
