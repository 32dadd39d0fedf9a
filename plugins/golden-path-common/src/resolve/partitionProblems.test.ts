import type { ResourceAnswers } from '../answers';
import type { Catalogue } from '../composition';
import { sampleAnswers, sampleCatalogue } from '../testing/sampleCatalogue';
import { applyMend } from './mend';
import { resolve } from './resolve';

/** The sample catalogue, whose metrics partition tables. */
const catalogue: Catalogue = {
  ...sampleCatalogue(),
  patterns: sampleCatalogue().patterns.map(pattern =>
    pattern.id === 'metrics'
      ? { ...pattern, contributes: { schema: { partitions: 'month' } } }
      : pattern,
  ),
};

const reading = (more: object = {}): ResourceAnswers => ({
  name: 'reading',
  fields: [{ name: 'note', type: 'text', ...more }],
});

describe('a pattern that partitions tables', () => {
  it('takes a resource without unique values to which nothing refers', () => {
    const answers = sampleAnswers({ resources: [reading()] });
    expect(resolve(catalogue, answers).problems).toEqual([]);
  });

  it.each<[string, ResourceAnswers[]]>([
    ['a unique value', [reading({ unique: true })]],
    [
      'references from others, and from itself',
      [
        reading(),
        {
          name: 'entry',
          fields: [
            { name: 'reading', type: 'reference', resource: 'reading' },
            { name: 'last', type: 'reference', resource: 'entry' },
          ],
        },
      ],
    ],
  ])('refuses %s, and can be dropped', (_, resources) => {
    const answers = sampleAnswers({ resources });
    const { problems, composition } = resolve(catalogue, answers);
    expect(composition).toBeUndefined();
    expect(problems.map(({ path, message }) => ({ path, message }))).toEqual([
      {
        path: ['patterns', 'operations'],
        message:
          "'metrics' finds no resource to partition: each has a unique value, or another refers to it",
      },
    ]);
    const mended = applyMend(catalogue, answers, problems[0]!.mends[0]!);
    expect(resolve(catalogue, mended).problems).toEqual([]);
  });

  it('leaves a table in partitions what it is', () => {
    const resources: ResourceAnswers[] = [
      {
        ...reading(),
        fields: [
          ...reading().fields,
          { name: 'code', type: 'text', unique: true, since: 2 },
        ],
      },
    ];
    const { problems } = resolve(catalogue, sampleAnswers({ resources }));
    expect(problems).toMatchObject([
      {
        path: ['resources', 0],
        message: expect.stringContaining('was made in partitions'),
      },
    ]);
  });
});
