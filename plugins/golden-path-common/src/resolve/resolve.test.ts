import fc from 'fast-check';
import type { Answers, ResourceAnswers } from '../answers';
import { answersSchema } from '../answers';
import { sampleAnswers, sampleCatalogue } from '../testing/sampleCatalogue';
import { applyMend } from './mend';
import { resolve } from './resolve';

const catalogue = sampleCatalogue();
const problemsOf = (patterns: Answers['patterns']) =>
  resolve(catalogue, sampleAnswers({ patterns })).problems;
const messagesOf = (patterns: Answers['patterns']) =>
  problemsOf(patterns).map(({ message }) => message);

describe('resolve', () => {
  it('takes defaults for what is left out and says why each pattern is in', () => {
    const { composition, problems } = resolve(catalogue, sampleAnswers());
    expect(problems).toEqual([]);
    expect(composition?.patterns).toEqual([
      { id: 'chi', version: '1.0.0', because: 'default' },
      { id: 'rest-contract', version: '1.0.0', because: 'fixed' },
      { id: 'pgx', version: '1.0.0', because: 'fixed' },
      { id: 'postgres', version: '1.0.0', because: 'default' },
      { id: 'metrics', version: '1.0.0', because: 'default' },
    ]);
    expect(composition?.ports).toEqual([
      'handler',
      'metrics',
      'pool',
      'repo',
      'route',
    ]);
  });

  it.each<[string, Answers['patterns'], string]>([
    [
      'an unknown group',
      { shape: 'x' },
      'the golden path \'go-rest-service\' has no group "shape"',
    ],
    [
      'a pattern of another group',
      { router: 'postgres' },
      '"postgres" is no choice of group \'router\'',
    ],
    [
      'a pattern that cannot be shown as it is',
      { router: '\u0000\u202e' },
      '"\\u0000\\u202e" is no choice of group \'router\'',
    ],
    [
      'two of an exclusive group',
      { router: ['chi', 'net-http'] },
      "group 'router' takes exactly one pattern, not chi and net-http",
    ],
    [
      'none of an exclusive group',
      { router: [] },
      "group 'router' takes exactly one pattern, not none",
    ],
    [
      'a choice in a fixed group',
      { api: 'chi' },
      '"chi" is no choice of group \'api\'',
    ],
    [
      'an exclusion',
      { router: 'gin' },
      "'gin' and 'metrics' exclude each other: gin hides the route",
    ],
    [
      'a missing provider',
      { data: [] },
      "'pgx' needs connections to PostgreSQL",
    ],
    [
      'two decorators of one rank',
      { data: ['postgres', 'cache', 'second-cache'] },
      "'cache' and 'second-cache' both wrap a store at rank 1",
    ],
    [
      'a missing pattern',
      { operations: ['outbox'] },
      "'outbox' needs pattern 'saga'",
    ],
  ])('refuses %s with its message', (_, patterns, message) => {
    expect(messagesOf(patterns)).toContain(message);
  });

  it('offers only mends that take the problem away', () => {
    const [problem] = problemsOf({ router: 'gin' });
    expect(problem?.mends.map(({ label }) => label)).toEqual([
      'Choose chi',
      'Choose net-http',
      'Drop metrics',
    ]);
    for (const mend of problem?.mends ?? []) {
      const mended = applyMend(
        catalogue,
        sampleAnswers({ patterns: { router: 'gin' } }),
        mend,
      );
      expect(resolve(catalogue, mended).problems).toEqual([]);
    }
  });

  it('shows a choice that cannot be made with the reason and the mend', () => {
    const { groups } = resolve(catalogue, sampleAnswers());
    const options = groups.find(({ id }) => id === 'router')?.options;
    expect(options).toEqual([
      { pattern: 'chi', state: 'chosen', because: 'default' },
      { pattern: 'net-http', state: 'free' },
      {
        pattern: 'gin',
        state: 'blocked',
        blockedBy: {
          reason: "'gin' and 'metrics' exclude each other: gin hides the route",
          mends: [
            {
              kind: 'drop',
              label: 'Drop metrics',
              group: 'operations',
              pattern: 'metrics',
            },
          ],
        },
      },
    ]);
    expect(groups.find(({ id }) => id === 'api')?.options).toEqual([
      { pattern: 'rest-contract', state: 'fixed', because: 'fixed' },
    ]);
  });

  it('reads a former pattern as the one that replaced it', () => {
    const renamed = {
      ...catalogue,
      patterns: catalogue.patterns.map(pattern =>
        pattern.id === 'postgres'
          ? { ...pattern, replaces: ['database'] }
          : pattern,
      ),
    };
    const patterns = { data: ['database', 'postgres'] };
    const { composition } = resolve(renamed, sampleAnswers({ patterns }));
    expect(composition?.answers.patterns?.data).toEqual(['postgres']);
    expect(messagesOf(patterns)).toEqual([
      '"database" is no choice of group \'data\'',
    ]);
  });

  it('refuses two providers of a port that takes one', () => {
    const twice = {
      ...catalogue,
      goldenPaths: catalogue.goldenPaths.map(path => ({
        ...path,
        fixed: [...path.fixed, 'net-http'],
      })),
    };
    expect(
      resolve(twice, sampleAnswers()).problems.map(({ message }) => message),
    ).toContain(
      "'chi' and 'net-http' each give an HTTP router, and only one can",
    );
  });

  it('names an unknown golden path and offers those there are', () => {
    const { problems } = resolve(
      catalogue,
      sampleAnswers({ goldenPath: 'go-worker' }),
    );
    expect(problems).toEqual([
      {
        path: ['goldenPath'],
        message: 'there is no golden path "go-worker"',
        advice: 'Use go-rest-service.',
        mends: [
          {
            kind: 'set',
            label: 'Use go-rest-service',
            path: ['goldenPath'],
            value: 'go-rest-service',
          },
        ],
      },
    ]);
  });
});

describe('properties of resolve', () => {
  const subset = fc.shuffledSubarray(['postgres', 'cache', 'second-cache']);
  const choices = fc.record({
    router: fc.constantFrom('chi', 'net-http', 'gin'),
    data: subset,
    operations: fc.shuffledSubarray(['metrics', 'outbox', 'saga']),
  });

  it('is the same twice, and the order of choosing makes no difference', () => {
    fc.assert(
      fc.property(choices, patterns => {
        const turned = Object.fromEntries(
          Object.entries(patterns)
            .reverse()
            .map(([group, ids]) => [
              group,
              Array.isArray(ids) ? [...ids].reverse() : ids,
            ]),
        );
        const first = resolve(catalogue, sampleAnswers({ patterns }));
        const second = resolve(catalogue, sampleAnswers({ patterns: turned }));
        expect(second).toEqual(first);
      }),
    );
  });

  it('settles its own canonical answers into the same composition', () => {
    fc.assert(
      fc.property(choices, patterns => {
        const { composition } = resolve(catalogue, sampleAnswers({ patterns }));
        if (!composition) return;
        const again = resolve(catalogue, composition.answers).composition;
        expect(again?.answers).toEqual(composition.answers);
        expect(again?.resources).toEqual(composition.resources);
      }),
    );
  });

  it('keeps in them with which version of the schema what came', () => {
    const resources: ResourceAnswers[] = [
      {
        name: 'order',
        fields: [
          { name: 'note', type: 'text' },
          { name: 'parcel', type: 'reference', resource: 'parcel', since: 2 },
        ],
      },
      { name: 'parcel', since: 2, fields: [{ name: 'code', type: 'text' }] },
    ];
    const { composition } = resolve(catalogue, sampleAnswers({ resources }));
    const again = resolve(catalogue, composition!.answers).composition;
    expect(again?.resources).toEqual(composition?.resources);
    expect(again?.resources.map(({ since }) => since)).toEqual([undefined, 2]);
  });

  it('every mend removes its own problem', () => {
    fc.assert(
      fc.property(choices, patterns => {
        const answers = sampleAnswers({ patterns });
        for (const problem of resolve(catalogue, answers).problems) {
          for (const mend of problem.mends) {
            const after = resolve(
              catalogue,
              applyMend(catalogue, answers, mend),
            );
            expect(after.problems.map(({ message }) => message)).not.toContain(
              problem.message,
            );
          }
        }
      }),
    );
  });

  it('leaves out settings of ports that nobody provides', () => {
    const settings = ['route', 'rpc', 'metrics'].map(port => ({
      key: port.toUpperCase(),
      field: 'Limit.One',
      type: 'string' as const,
      doc: 'is one.',
      when: [port],
    }));
    const { composition } = resolve(
      {
        ...catalogue,
        patterns: catalogue.patterns.map(pattern =>
          pattern.id === 'rest-contract'
            ? { ...pattern, config: settings }
            : pattern,
        ),
      },
      sampleAnswers(),
    );
    expect(composition?.config.map(({ key }) => key)).toEqual([
      'ROUTE',
      'METRICS',
    ]);
  });

  it('has a composition exactly when it has no problem', () => {
    fc.assert(
      fc.property(
        fc.record({
          name: fc.string({ unit: 'binary' }),
          owner: fc.string(),
          module: fc.string(),
          description: fc.string({ unit: 'grapheme' }),
        }),
        fc.dictionary(fc.string(), fc.string()),
        (service, patterns) => {
          const answers = sampleAnswers({ service, patterns });
          if (!answersSchema.safeParse(answers).success) return;
          const { composition, problems } = resolve(catalogue, answers);
          expect(composition === undefined).toBe(problems.length > 0);
        },
      ),
    );
  });
});
