import type { Catalogue } from '../composition';
import { sampleAnswers, sampleCatalogue } from '../testing/sampleCatalogue';
import { resolve } from './resolve';

/** The sample catalogue, whose metrics have a table. */
const catalogue: Catalogue = {
  ...sampleCatalogue(),
  patterns: sampleCatalogue().patterns.map(pattern =>
    pattern.id === 'metrics'
      ? { ...pattern, contributes: { schema: { tables: ['sent_events'] } } }
      : pattern,
  ),
};

const resource = (name: string, plural?: string) => ({
  name,
  ...(plural && { plural }),
  fields: [{ name: 'note', type: 'text' as const }],
});

const pathsOf = (...resources: ReturnType<typeof resource>[]) =>
  resolve(catalogue, sampleAnswers({ resources })).problems.map(
    ({ path }) => path,
  );

describe('a table that a pattern has', () => {
  it('is no table of a resource', () => {
    expect(pathsOf(resource('parcel'), resource('sent-event'))).toEqual([
      ['resources', 1, 'name'],
    ]);
    expect(pathsOf(resource('dispatch', 'sent-events'))).toEqual([
      ['resources', 0, 'name'],
    ]);
  });

  it('is free for a resource whose table has another name', () => {
    expect(pathsOf(resource('sent-event', 'dispatches'))).toEqual([]);
  });
});
