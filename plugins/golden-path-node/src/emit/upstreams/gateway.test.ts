import {
  resolve as resolveAnswers,
  type Answers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { composeTree } from '../../compose';
import { loadPack, locatePack } from '../../pack';
import {
  asInPatterns,
  depots,
  inPatterns,
  linesOf,
} from './__testUtils__/patterns';

/** Where the patterns keep what stands in a service elsewhere. */
const PLACES: Readonly<Record<string, string>> = {
  'internal/config': 'env/config',
  'internal/platform/httpx': 'rest-contract/httpx',
  'internal/platform/httpproxy': 'gateway/httpproxy',
  'internal/platform/join': 'gateway/join',
  'internal/platform/jsonbody': 'rest-contract/jsonbody',
  'internal/platform/parse': 'rest-contract/parse',
  'internal/platform/transcode': 'gateway/transcode',
  'internal/platform/validate': 'validation/validate',
  'gen/depots': 'typed-clients/gen/depots',
};

const answers: Answers = {
  apiVersion: 'goldenpath.dev/v1',
  goldenPath: 'go-api-gateway',
  service: {
    name: 'gateway',
    owner: 'group:default/checkout',
    module: 'github.com/acme/gateway',
  },
  resources: [],
  upstreams: [
    {
      name: 'partners',
      resources: [
        {
          name: 'partner',
          writes: true,
          fields: [
            { name: 'name', type: 'text', required: true, unique: true },
            { name: 'rank', type: 'integer', default: 0 },
          ],
        },
        {
          name: 'contract',
          includes: [{ field: 'partner_id', resource: 'partners.partner' }],
          fields: [
            { name: 'partner', type: 'reference', resource: 'partner' },
            { name: 'signed_on', type: 'date', required: true },
          ],
        },
      ],
      streams: [
        {
          path: '/contracts/{id}/events',
          protocol: 'sse',
          description: 'What becomes of the contract.',
        },
        { path: '/partner-chat', protocol: 'websocket' },
      ],
    },
    {
      ...depots,
      resources: depots.resources.map(resource =>
        resource.name === 'shelf'
          ? {
              ...resource,
              includes: [{ field: 'depot_id', resource: 'depots.depot' }],
            }
          : resource,
      ),
    },
  ],
};

async function composed(
  upstreams = answers.upstreams,
): Promise<Map<string, string>> {
  const pack = await loadPack(locatePack());
  const { composition, problems } = resolveAnswers(pack.catalogue, {
    ...answers,
    upstreams,
  });
  expect(problems).toEqual([]);
  const { files } = composeTree(pack, composition!);
  return new Map(files.map(({ path, content }) => [path, content]));
}

describe('emitGateway', () => {
  it('writes what stands compiled and tested in the pattern', async () => {
    const files = await composed();
    for (const name of [
      'bodies_test.go',
      'depot_rpc.go',
      'includes.go',
      'shelf_rpc.go',
      'upstreams.go',
    ]) {
      expect(
        linesOf(
          asInPatterns(
            files.get(`internal/apigateway/${name}`)!,
            answers.service.module,
            PLACES,
          ),
        ),
      ).toEqual(linesOf(inPatterns(`gateway/apigateway/${name}`)));
    }
    expect(files.get('api/openapi.yaml')).toBe(
      inPatterns('gateway/api/openapi.yaml'),
    );
  });

  it('brings the contract of what is called, and no clients', async () => {
    const files = [...(await composed()).keys()];
    for (const path of [
      'gen/depots/depot/v1/depot_grpc.pb.go',
      'internal/apigateway/generate.go',
      'internal/platform/transcode/upstream.go',
      'proto/depots/shelf/v1/shelf.proto',
      'tools/grpc/go.mod',
    ]) {
      expect(files).toContain(path);
    }
    expect(files.filter(path => path.startsWith('internal/upstream'))).toEqual(
      [],
    );
  });

  it('brings nothing of gRPC where requests are passed on alone', async () => {
    const files = [...(await composed(answers.upstreams!.slice(0, 1))).keys()];
    expect(
      files.filter(path => /rpc|proto\/|transcode|^gen\//.test(path)),
    ).toEqual([]);
  });
});
