import {
  resolve as resolveAnswers,
  type Answers,
  type Composition,
} from '@golden-path/backstage-plugin-golden-path-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { loadPack, locatePack } from '../../pack';
import type { EmitContext } from '../../plan/draft';
import { gofmt } from '../../render/gofmt';
import { settled } from '../goldenResources';
import { emitUpstreams } from './emitUpstreams';

const PATTERNS = resolve(__dirname, '../../../../../templates/patterns');

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

const MODULE = 'goldenpath.dev/patterns';

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
    {
      name: 'depots',
      protocol: 'grpc',
      resources: [
        {
          name: 'depot',
          writes: true,
          fields: [
            { name: 'name', type: 'text', required: true, unique: true },
            { name: 'kind', type: 'enum', values: ['hub', 'shop'] },
            { name: 'opened_on', type: 'date' },
          ],
        },
        {
          name: 'shelf',
          plural: 'shelves',
          fields: [
            { name: 'depot', type: 'reference', resource: 'depot' },
            { name: 'level', type: 'integer', required: true },
          ],
        },
      ],
    },
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

  /** The text as it would stand in the patterns' module. */
  const inModule = (content: string) =>
    Object.entries(PLACES).reduce(
      (text, [from, to]) =>
        text.replaceAll(`"${MODULE}/${from}`, `"${MODULE}/${to}`),
      content,
    );

  it('writes what stands compiled and tested in the pattern', () => {
    const files = new Map(
      emitted({ resources: referring }).map(({ path, content }) => [
        path,
        inModule(content),
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
      const text = readFileSync(resolve(PATTERNS, source), 'utf8');
      // Imports are in the order of their paths, which differ here.
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
      const text = readFileSync(
        resolve(PATTERNS, 'typed-clients', path),
        'utf8',
      );
      expect(path.endsWith('.go') ? gofmt(content, path) : content).toBe(text);
    }
  });

  it('guards nothing where nothing refers to an upstream', () => {
    const paths = emitted().map(({ path }) => path);
    expect(paths).not.toContain('internal/references/references.go');
  });
});

function linesOf(text: string): string[] {
  const lines = text.split('\n').filter(line => line !== '');
  const isImport = (line: string) => /^\t"/.test(line);
  return [
    ...lines.filter(isImport).sort(),
    ...lines.filter(line => !isImport(line)),
  ];
}
