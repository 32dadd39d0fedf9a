import {
  resolve as resolveAnswers,
  type Answers,
} from '@golden-path/backstage-plugin-golden-path-common';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { composeTree } from '../../compose';
import { loadPack, locatePack } from '../../pack';

const PATTERNS = resolve(__dirname, '../../../../../templates/patterns');

/** Where the patterns keep what stands in a service elsewhere. */
const PLACES: Readonly<Record<string, string>> = {
  'internal/config': 'env/config',
  'internal/platform/httpx': 'rest-contract/httpx',
  'internal/platform/httpproxy': 'gateway/httpproxy',
};

const MODULE = 'goldenpath.dev/patterns';

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
          fields: [
            { name: 'partner', type: 'reference', resource: 'partner' },
            { name: 'signed_on', type: 'date', required: true },
          ],
        },
      ],
    },
  ],
};

async function composed(): Promise<Map<string, string>> {
  const pack = await loadPack(locatePack());
  const { composition, problems } = resolveAnswers(pack.catalogue, answers);
  expect(problems).toEqual([]);
  const { files } = composeTree(pack, composition!);
  return new Map(files.map(({ path, content }) => [path, content]));
}

describe('emitGateway', () => {
  it('writes what stands compiled and tested in the pattern', async () => {
    const files = await composed();
    const routes = Object.entries(PLACES).reduce(
      (text, [from, to]) =>
        text.replace(
          `"${answers.service.module}/${from}"`,
          `"${MODULE}/${to}"`,
        ),
      files.get('internal/apigateway/upstreams.go')!,
    );
    const inPattern = (path: string) =>
      readFileSync(resolve(PATTERNS, path), 'utf8');
    // Imports are in the order of their paths, which differ here.
    expect(linesOf(routes)).toEqual(
      linesOf(inPattern('gateway/apigateway/upstreams.go')),
    );
    expect(files.get('api/openapi.yaml')).toBe(
      inPattern('gateway/api/openapi.yaml'),
    );
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
