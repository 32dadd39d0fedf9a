import {
  factsSchema,
  goldenPathSchema,
  NAME_STYLES,
  patternManifestSchema,
} from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Answers,
  Facts,
  PatternManifest,
  Sentinel,
  Stage,
} from '@golden-path/backstage-plugin-golden-path-common';
import { createHash } from 'node:crypto';
import type { Pack, SourceFile } from '../pack/pack';
import { SAMPLE } from '../plan/sampleNames';
import { SAMPLE_FILES } from './sampleFiles';

/** What a test says of a pattern; the rest is plausible. */
export type SamplePattern = Record<string, unknown> & { id: string };

const MODULE = 'goldenpath.dev/patterns';

const PATTERNS: readonly SamplePattern[] = [
  {
    id: 'shutdown',
    row: 'D4',
    packages: [
      {
        source: 'shutdown/service',
        target: 'internal/service',
        except: [
          'commands.go',
          'wiring.go',
          'telemetry.go',
          'stores.go',
          'resources.go',
          'transport.go',
        ],
      },
    ],
    files: [
      {
        source: 'shutdown/service/extend.go',
        target: 'internal/service/extend.go',
        class: 'seed',
      },
      { source: 'shutdown/run.sh', target: 'hack/run-sample-service.sh' },
    ],
    emitters: [{ id: 'wiring' }, { id: 'stages' }],
  },
  {
    id: 'pool',
    row: 'C5',
    provides: { ports: ['pool'] },
    packages: [{ source: 'pool/pgdb', target: 'internal/platform/pgdb' }],
    regions: [{ func: 'pool', stage: 'stores' }],
  },
  {
    id: 'pgx',
    row: 'C3',
    requires: { ports: ['pool'] },
    provides: { ports: ['repo'] },
    packages: [
      {
        source: 'pgx/postgres',
        target: 'internal/postgres',
        class: 'renamed',
        scope: 'resource',
      },
    ],
    regions: [{ func: 'repository', stage: 'stores', scope: 'resource' }],
  },
  {
    id: 'resources',
    row: 'B3',
    requires: { ports: ['repo'] },
    packages: [
      {
        source: 'resources/samplething',
        target: 'internal/samplething',
        class: 'renamed',
        scope: 'resource',
      },
    ],
  },
];

/** A small pack in memory that has every kind of file and of region. */
export function samplePack(
  extra: { patterns?: SamplePattern[]; files?: Record<string, string> } = {},
): Pack {
  const files = { ...SAMPLE_FILES, ...extra.files };
  const sources = new Map(
    Object.entries(files).map(([path, text]): [string, SourceFile] => [
      path,
      { path, bytes: Buffer.from(text), executable: path.endsWith('.sh') },
    ]),
  );
  const patterns = [...PATTERNS, ...(extra.patterns ?? [])].map(samplePattern);
  const facts = sampleFacts(files, patterns);
  const { ports, regions, reserved } = facts;
  const goldenPath = goldenPathSchema.parse({
    id: 'go-rest-service',
    version: '1.0.0',
    title: 'Go REST service',
    description: 'A REST service',
    groups: [{ id: 'api', title: 'API', question: 'Which?', choose: 'fixed' }],
    fixed: patterns.map(({ id }) => id),
    defaults: {},
    offers: {},
  });
  return {
    root: '/pack',
    catalogue: {
      patterns,
      goldenPaths: [goldenPath],
      ports,
      regions,
      reserved,
    },
    facts,
    modules: {
      version: 1,
      go: '1.26',
      modules: { 'example.org/pgx': 'v5.1.0' },
      packages: { 'example.org/pgx': { module: 'example.org/pgx', tests: [] } },
      graph: { 'example.org/pgx@v5.1.0': { sum: 'h1:mod' } },
      sums: { 'example.org/pgx@v5.1.0': 'h1:zip' },
    },
    sources,
  };
}

/** Answers with two resources that the sample pack composes. */
export function sampleAnswers(): Answers {
  const fields = [{ name: 'label', type: 'text' as const }];
  return {
    apiVersion: 'goldenpath.dev/v1',
    goldenPath: 'go-rest-service',
    service: {
      name: 'orders',
      owner: 'checkout',
      module: 'github.com/acme/orders',
    },
    resources: [
      { name: 'customer', fields },
      { name: 'api-key', fields },
    ],
  };
}

function samplePattern(pattern: SamplePattern): PatternManifest {
  return patternManifestSchema.parse({
    version: '1.0.0',
    row: 'B1',
    group: 'api',
    ring: 'adopt',
    title: pattern.id,
    problem: 'A problem',
    summary: 'What it does',
    ...pattern,
  });
}

function sampleFacts(
  files: Record<string, string>,
  patterns: readonly PatternManifest[],
): Facts {
  return factsSchema.parse({
    version: 1,
    module: MODULE,
    go: '1.26',
    ports: [
      {
        name: 'pool',
        title: 'connections to PostgreSQL',
        field: 'Pool',
        cardinality: '1',
        type: '*pgx.Pool',
        doc: 'Pool holds connections.',
        imports: [{ path: 'example.org/pgx' }],
      },
      {
        name: 'repo',
        title: 'code that reads and writes rows',
        field: 'SampleThingRepository',
        cardinality: '1',
        scope: 'resource',
        type: 'samplething.Repository',
        doc: 'SampleThingRepository keeps sample things.',
        imports: [{ path: `${MODULE}/resources/samplething` }],
      },
    ],
    files: Object.fromEntries(
      Object.entries(files).map(([path, text]) => [
        path,
        {
          sha256: createHash('sha256').update(text).digest('hex'),
          imports: importsIn(text),
          sentinels: sentinelsIn(text, 0, text.length),
        },
      ]),
    ),
    regions: patterns.flatMap(({ id, regions, requires, provides }) =>
      regions.map(region =>
        regionIn(files, id, region, requires.ports, provides.ports),
      ),
    ),
    reserved: { packages: [], types: [] },
  });
}

function regionIn(
  files: Record<string, string>,
  pattern: string,
  region: { func: string; stage: Stage; scope: 'service' | 'resource' },
  reads: readonly string[],
  writes: readonly string[],
): unknown {
  const file = `${pattern}/wire/wire.go`;
  const text = files[file] ?? '';
  const start = text.indexOf('{\n', text.indexOf(`func ${region.func}(`)) + 2;
  const end = text.indexOf('\treturn nil\n}', start);
  const unused = ['context', `${MODULE}/shutdown/service`];
  return {
    pattern,
    file,
    ...region,
    ...inBytes(text, { start, end }),
    reads,
    writes,
    imports: importsIn(text)
      .filter(({ path }) => !unused.includes(path))
      .map(({ path }) => ({ path })),
    sentinels: sentinelsIn(text, start, end),
  };
}

function importsIn(
  text: string,
): { path: string; start: number; end: number }[] {
  return [...text.matchAll(/^(?:import |\t)"([^"]+)"$/gm)].map(match => {
    const start = match.index + match[0].indexOf('"');
    const end = start + (match[1] ?? '').length + 2;
    return inBytes(text, { path: match[1] ?? '', start, end });
  });
}

function sentinelsIn(text: string, from: number, to: number): Sentinel[] {
  const found: Sentinel[] = [];
  for (const subject of ['resource', 'service'] as const) {
    for (const plural of [true, false]) {
      for (const style of NAME_STYLES) {
        const name = SAMPLE[subject][plural ? 'plural' : 'singular'][style];
        for (let at = text.indexOf(name, from); at >= 0 && at < to; ) {
          const end = at + name.length;
          const inside = found.some(f => f.start < end && f.end > at);
          if (!inside)
            found.push({ start: at, end, of: subject, style, plural });
          at = text.indexOf(name, end);
        }
      }
    }
  }
  return found.map(sentinel => inBytes(text, sentinel));
}

/** Offsets of characters as offsets of UTF-8 bytes. */
function inBytes<T extends { start: number; end: number }>(
  text: string,
  at: T,
) {
  return {
    ...at,
    start: Buffer.byteLength(text.slice(0, at.start)),
    end: Buffer.byteLength(text.slice(0, at.end)),
  };
}
