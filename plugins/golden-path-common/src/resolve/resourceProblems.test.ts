import type { Catalogue } from '../composition';
import { sampleAnswers, sampleCatalogue } from '../testing/sampleCatalogue';
import { resolve } from './resolve';

const problemsOf = (
  catalogue: Catalogue,
  resources = sampleAnswers().resources,
) => resolve(catalogue, sampleAnswers({ resources })).problems;

/** The sample catalogue, of which no pattern does anything for each resource. */
function storeless(): Catalogue {
  const { regions, ...rest } = sampleCatalogue();
  return {
    ...rest,
    regions: regions.map(region => ({ ...region, scope: 'service' })),
  };
}

describe('resources', () => {
  it('are wanted where something serves them', () => {
    expect(problemsOf(sampleCatalogue())).toEqual([]);
    expect(problemsOf(sampleCatalogue(), [])).toEqual([
      expect.objectContaining({
        path: ['resources'],
        message: "'pgx' serves resources, and none is named",
      }),
    ]);
  });

  it('are refused where nothing does, and can be removed', () => {
    expect(problemsOf(storeless(), [])).toEqual([]);
    expect(problemsOf(storeless())).toEqual([
      expect.objectContaining({
        path: ['resources'],
        message: 'Nothing chosen serves resources',
        mends: [expect.objectContaining({ path: ['resources'], value: [] })],
      }),
    ]);
  });
});
