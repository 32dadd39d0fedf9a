import type { Answers } from '../answers';
import type { Catalogue } from '../composition';
import { factsSchema } from '../facts';
import type { Facts } from '../facts';
import { goldenPathSchema, patternManifestSchema } from '../pattern';
import type { PatternManifest } from '../pattern';

type Manifest = Partial<PatternManifest> & { id: string; row: string };

/** A pattern with what a test says, and the rest plausible. */
function samplePattern(manifest: Manifest): PatternManifest {
  return patternManifestSchema.parse({
    version: '1.0.0',
    group: 'api',
    ring: 'adopt',
    title: manifest.id,
    problem: 'A problem',
    summary: 'What it does',
    ...manifest,
  });
}

type Region = Pick<Facts['regions'][number], 'pattern' | 'stage'> &
  Partial<Facts['regions'][number]>;

function sampleFacts(regions: readonly Region[]): Facts {
  const port = (name: string, title: string, cardinality: '1' | '?' | '*') => ({
    name,
    title,
    field: name.charAt(0).toUpperCase() + name.slice(1),
    cardinality,
    type: 'any',
  });
  return factsSchema.parse({
    version: 1,
    module: 'goldenpath.dev/patterns',
    go: '1.26',
    ports: [
      port('handler', 'an HTTP router', '1'),
      port('pool', 'connections to PostgreSQL', '1'),
      port('repo', 'a store', '1'),
      port('metrics', 'metrics', '?'),
      port('recorder', 'an outbox', '?'),
      port('route', 'HTTP operations', '*'),
    ],
    files: {},
    regions: regions.map(region => ({
      file: `${region.pattern}/wire/wire.go`,
      func: region.stage,
      start: 0,
      end: 0,
      ...region,
    })),
    reserved: { packages: [], types: [] },
  });
}

/** A small catalogue with every kind of choice and of conflict. */
export function sampleCatalogue(): Catalogue {
  const patterns = [
    samplePattern({
      id: 'chi',
      row: 'A1',
      group: 'router',
      provides: { ports: ['handler'] },
      requires: { ports: ['route'], patterns: [] },
    }),
    samplePattern({
      id: 'net-http',
      row: 'A1',
      group: 'router',
      provides: { ports: ['handler'] },
      requires: { ports: ['route'], patterns: [] },
    }),
    samplePattern({
      id: 'gin',
      row: 'A1',
      group: 'router',
      provides: { ports: ['handler'] },
      requires: { ports: ['route'], patterns: [] },
      excludes: [
        { id: 'metrics', reason: 'gin hides the route', mend: 'Choose chi.' },
      ],
    }),
    samplePattern({
      id: 'rest-contract',
      row: 'A2',
      provides: { ports: ['route'] },
      requires: { ports: ['handler', 'repo'], patterns: [] },
    }),
    samplePattern({
      id: 'postgres',
      row: 'C5',
      group: 'data',
      provides: { ports: ['pool'] },
    }),
    samplePattern({
      id: 'pgx',
      row: 'C3',
      group: 'access',
      provides: { ports: ['repo'] },
      requires: { ports: ['pool', 'metrics'], patterns: [] },
    }),
    samplePattern({
      id: 'cache',
      row: 'C7',
      group: 'data',
      decorates: [{ port: 'repo', rank: 1 }],
    }),
    samplePattern({
      id: 'second-cache',
      row: 'C7',
      group: 'data',
      decorates: [{ port: 'repo', rank: 1 }],
    }),
    samplePattern({
      id: 'metrics',
      row: 'D2',
      group: 'operations',
      provides: { ports: ['metrics'] },
    }),
    samplePattern({
      id: 'outbox',
      row: 'C8',
      group: 'operations',
      provides: { ports: ['recorder'] },
      requires: { ports: ['pool'], patterns: ['saga'] },
    }),
    samplePattern({
      id: 'saga',
      row: 'C9',
      group: 'operations',
      requires: { ports: ['recorder'], patterns: [] },
    }),
  ];
  const facts = sampleFacts([
    {
      pattern: 'chi',
      stage: 'transport',
      reads: ['route'],
      writes: ['handler'],
    },
    {
      pattern: 'net-http',
      stage: 'transport',
      reads: ['route'],
      writes: ['handler'],
    },
    {
      pattern: 'gin',
      stage: 'transport',
      reads: ['route'],
      writes: ['handler'],
    },
    {
      pattern: 'rest-contract',
      stage: 'resources',
      reads: ['repo'],
      writes: ['route'],
    },
    { pattern: 'postgres', stage: 'stores', writes: ['pool'] },
    {
      pattern: 'pgx',
      stage: 'stores',
      func: 'repository',
      scope: 'resource',
      reads: ['pool'],
      writes: ['repo'],
    },
    {
      pattern: 'pgx',
      stage: 'stores',
      func: 'poolMetrics',
      reads: ['pool', 'metrics'],
    },
    {
      pattern: 'cache',
      stage: 'stores',
      scope: 'resource',
      reads: ['repo'],
      writes: ['repo'],
    },
    {
      pattern: 'second-cache',
      stage: 'stores',
      scope: 'resource',
      reads: ['repo'],
      writes: ['repo'],
    },
    { pattern: 'metrics', stage: 'telemetry', writes: ['metrics'] },
    {
      pattern: 'outbox',
      stage: 'stores',
      reads: ['pool'],
      writes: ['recorder'],
    },
    { pattern: 'saga', stage: 'resources', reads: ['recorder'] },
  ]);
  const goldenPath = goldenPathSchema.parse({
    id: 'go-rest-service',
    version: '1.0.0',
    title: 'Go REST service',
    description: 'A REST service',
    groups: [
      {
        id: 'router',
        title: 'Router',
        question: 'Which router?',
        choose: 'one',
      },
      { id: 'api', title: 'API', question: 'The API', choose: 'fixed' },
      {
        id: 'access',
        title: 'Access',
        question: 'How are rows read?',
        choose: 'fixed',
      },
      {
        id: 'data',
        title: 'Data',
        question: 'Where is it kept?',
        choose: 'any',
      },
      {
        id: 'operations',
        title: 'Operations',
        question: 'What else?',
        choose: 'any',
      },
    ],
    fixed: ['rest-contract', 'pgx'],
    defaults: { router: ['chi'], data: ['postgres'], operations: ['metrics'] },
    offers: {
      router: ['chi', 'net-http', 'gin'],
      data: ['postgres', 'cache', 'second-cache'],
      operations: ['metrics', 'outbox', 'saga'],
    },
  });
  return {
    patterns,
    goldenPaths: [goldenPath],
    ports: facts.ports,
    regions: facts.regions,
    reserved: facts.reserved,
  };
}

/** Answers that the sample catalogue can compose. */
export function sampleAnswers(changes: Partial<Answers> = {}): Answers {
  return {
    apiVersion: 'goldenpath.dev/v1',
    goldenPath: 'go-rest-service',
    service: {
      name: 'orders',
      owner: 'group:default/checkout',
      system: 'shop',
      module: 'github.com/acme/orders',
    },
    resources: [
      {
        name: 'customer',
        fields: [{ name: 'email', type: 'text', required: true, unique: true }],
      },
    ],
    ...changes,
  };
}
