import type { Catalogue } from '../composition';
import { patternManifestSchema, regionSchema } from '../pattern';
import type { PatternManifest } from '../pattern';
import { sampleCatalogue } from '../testing/sampleCatalogue';
import { findConflicts } from './conflicts';
import { wirePorts } from './ports';

/** A guard of routes, and of what is recorded, wherever they are. */
function catalogueWithGuard(when: string[]): Catalogue {
  const catalogue = sampleCatalogue();
  const regions = [
    { func: 'guardRoutes', stage: 'transport', when },
    { func: 'guardRecords', stage: 'transport', when: ['recorder'] },
  ].map(region => regionSchema.parse(region));
  const guard = patternManifestSchema.parse({
    ...catalogue.patterns[0],
    id: 'guard',
    group: 'security',
    provides: { ports: [] },
    requires: { ports: [], patterns: [] },
    decorates: { port: 'route', rank: 1 },
    regions,
  });
  return {
    ...catalogue,
    patterns: [...catalogue.patterns, guard],
    regions: [
      ...catalogue.regions,
      ...regions.map(({ func, stage, scope }) => ({
        ...catalogue.regions[0]!,
        pattern: 'guard',
        func,
        stage,
        scope,
        reads: func === 'guardRoutes' ? ['route'] : [],
        writes: [],
      })),
    ],
  };
}

const chosen = ({ patterns }: Catalogue, ...ids: string[]): PatternManifest[] =>
  patterns.filter(({ id }) => ids.includes(id));

describe('regions that want a provider of a port', () => {
  const catalogue = catalogueWithGuard(['route']);
  const guards = (...ids: string[]) =>
    wirePorts(catalogue, chosen(catalogue, 'guard', ...ids))
      .regions.filter(({ pattern }) => pattern === 'guard')
      .map(({ func }) => func);

  it('take part where it has one', () => {
    expect(guards()).toEqual([]);
    expect(guards('rest-contract')).toEqual(['guardRoutes']);
    expect(guards('outbox')).toEqual(['guardRecords']);
    expect(guards('rest-contract', 'outbox')).toEqual([
      'guardRoutes',
      'guardRecords',
    ]);
  });

  it('need not find what they decorate', () => {
    const alone = (of: Catalogue) =>
      findConflicts(of, chosen(of, 'guard')).map(({ message }) => message);
    expect(alone(catalogue)).toEqual([]);
    expect(alone(catalogueWithGuard([]))).toEqual([
      "'guard' needs HTTP operations",
      "'guard' wraps HTTP operations, which nothing chosen gives",
    ]);
  });
});
