import {
  resolve as resolveAnswers,
  type Answers,
  type Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import { loadPack, locatePack } from '../../pack';
import type { EmitContext } from '../../plan/draft';
import { gofmt } from '../../render/gofmt';
import { settled } from '../goldenResources';
import {
  asInPatterns,
  depots,
  inPatterns,
  linesOf,
  MODULE,
} from './__testUtils__/patterns';
import { emitUpstreams } from './emitUpstreams';

/** Where the pattern keeps what stands in a service elsewhere. */
const PLACES: Readonly<Record<string, string>> = {
  'internal/config': 'env/config',
  'internal/platform/calling': 'typed-clients/calling',
  'internal/platform/grpcclient': 'typed-clients/grpcclient',
  'internal/platform/httpclient': 'typed-clients/httpclient',
  'internal/platform/reference': 'typed-clients/reference',
  'internal/platform/upstreamtest': 'typed-clients/upstreamtest',
  'internal/upstream': 'typed-clients/upstream',
  'gen/depots': 'typed-clients/gen/depots',
  'internal/samplething': 'resources/samplething',
};

const answers: Answers = {
  apiVersion: 'goldenpath.dev/v1',
  goldenPath: 'go-rest-service',
  service: {
    name: 'orders',
    owner: 'group:default/checkout',
    module: 'github.com/acme/orders',
  },
  patterns: { calls: ['typed-clients'] },
  resources: [{ name: 'note', fields: [{ name: 'text', type: 'text' }] }],
  upstreams: [
    {
      name: 'partners',
      resources: [
        {
          name: 'contract',
          fields: [
            {
              name: 'partner',
              type: 'reference',
              resource: 'partner',
              required: true,
            },
            { name: 'worth', type: 'decimal' },
            { name: 'signed_on', type: 'date', required: true },
          ],
        },
        {
          name: 'partner',
          writes: true,
          fields: [
            { name: 'name', type: 'text', required: true },
            { name: 'rank', type: 'integer', default: 0 },
            { name: 'seen_at', type: 'time' },
            { name: 'tags', type: 'list' },
          ],
        },
      ],
    },
    depots,
  ],
};

/** The pattern's sample refers to a partner. */
const referring = settled({
  name: 'sample_thing',
  fields: [{ name: 'parent_id', type: 'uuid' }],
}).map(resource => ({
  ...resource,
  fields: resource.fields.map(field => ({
    ...field,
    upstream: { service: 'partners', resource: 'partner' },
  })),
}));

describe('emitUpstreams', () => {
  let composition: Composition;
  beforeAll(async () => {
    const { catalogue } = await loadPack(locatePack());
    const { composition: found, problems } = resolveAnswers(catalogue, answers);
    if (!found) throw new Error(JSON.stringify(problems));
    composition = found;
  });

  const emitted = (changes: Partial<Composition> = {}, module = MODULE) =>
    emitUpstreams({
      composition: {
        ...composition,
        service: { ...composition.service, module },
        ...changes,
      },
    } as EmitContext);

  it('writes what stands compiled and tested in the pattern', () => {
    const files = new Map(
      emitted({ resources: referring }).map(({ path, content }) => [
        path,
        asInPatterns(content, MODULE, PLACES),
      ]),
    );
    for (const [path, source] of [
      ['internal/upstream/upstream.go', 'typed-clients/upstream/upstream.go'],
      [
        'internal/upstream/partnersclient/client.go',
        'typed-clients/upstream/partnersclient/client.go',
      ],
      [
        'internal/upstream/depotsclient/client.go',
        'typed-clients/upstream/depotsclient/client.go',
      ],
      [
        'internal/references/references.go',
        'typed-clients/references/references.go',
      ],
      ['internal/fixture/upstreams.go', 'testing/fixture/upstreams.go'],
    ] as const) {
      const text = inPatterns(source);
      expect(linesOf(gofmt(files.get(path) ?? '', path))).toEqual(
        linesOf(text),
      );
    }
    expect(files.size).toBe(11);
  });

  it('writes the contract that the other service has, and its code', () => {
    const files = emitted({}, `${MODULE}/typed-clients`).filter(({ path }) =>
      /^(proto|gen)\//.test(path),
    );
    expect(files.map(({ path }) => path)).toHaveLength(6);
    for (const { path, content } of files) {
      const text = inPatterns(`typed-clients/${path}`);
      expect(path.endsWith('.go') ? gofmt(content, path) : content).toBe(text);
    }
  });

  it('guards nothing where nothing refers to an upstream', () => {
    const paths = emitted().map(({ path }) => path);
    expect(paths).not.toContain('internal/references/references.go');
  });
});
