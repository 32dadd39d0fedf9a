import {
  goldenPathSchema,
  patternManifestSchema,
  resolve,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Answers,
  Contributions,
  RegionFact,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { EmitContext } from '../../plan';

/** What makes the service one that has resources. */
const SERVES: RegionFact = {
  pattern: 'other',
  file: 'other/wire/wire.go',
  func: 'Serve',
  stage: 'resources',
  scope: 'resource',
  start: 0,
  end: 0,
  reads: [],
  writes: [],
  declares: [],
  imports: [],
  sentinels: [],
};

/** A context of two fixed patterns, `owner` and `other`, that contribute. */
export function sampleContext(
  contributes: { owner?: Contributions; other?: Contributions },
  service: Partial<Answers['service']> = {},
): EmitContext {
  const pattern = (id: 'owner' | 'other', row: string) =>
    patternManifestSchema.parse({
      id,
      version: '1.0.0',
      row,
      group: 'shape',
      ring: 'adopt',
      title: id,
      problem: 'A problem',
      summary: 'What it does',
      contributes: contributes[id] ?? {},
      files: [{ source: `${id}/adr.md`, target: `docs/adr/0001-${id}.md` }],
    });
  const owner = pattern('owner', 'D14');
  const catalogue: EmitContext['pack']['catalogue'] = {
    patterns: [owner, pattern('other', 'C5')],
    goldenPaths: [
      goldenPathSchema.parse({
        id: 'sample',
        version: '1.2.3',
        title: 'Sample',
        description: 'A sample',
        groups: [],
        fixed: ['owner', 'other'],
        defaults: {},
        offers: {},
      }),
    ],
    ports: [],
    regions: [SERVES],
    reserved: { packages: [], types: [] },
  };
  const { composition, problems } = resolve(catalogue, {
    apiVersion: 'goldenpath.dev/v1',
    goldenPath: 'sample',
    service: {
      name: 'order-desk',
      owner: 'group:default/checkout',
      module: 'github.com/acme/order-desk',
      ...service,
    },
    resources: [{ name: 'order', fields: [{ name: 'number', type: 'text' }] }],
  });
  if (!composition) throw new Error(JSON.stringify(problems));
  const facts = {
    version: 1 as const,
    module: 'goldenpath.dev/patterns',
    go: '1.26',
    ports: [],
    files: {},
    regions: [],
    reserved: { packages: [], types: [] },
  };
  const modules = {
    version: 1 as const,
    go: '1.26.0',
    modules: {},
    packages: {},
    graph: {},
    sums: {},
  };
  const pack = { root: '', catalogue, facts, modules, sources: new Map() };
  return { composition, pack, params: {}, pattern: owner };
}
