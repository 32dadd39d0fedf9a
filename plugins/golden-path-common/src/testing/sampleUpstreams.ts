import type { Answers, UpstreamAnswers } from '../answers';
import type { Catalogue } from '../composition';
import { patternManifestSchema } from '../pattern';
import { resolve } from '../resolve/resolve';
import { sampleAnswers, sampleCatalogue } from './sampleCatalogue';

/** The sample catalogue, with a group for what calls other services. */
export const callingCatalogue = withCalls(sampleCatalogue());

function withCalls(sample: Catalogue): Catalogue {
  const calls = patternManifestSchema.parse({
    id: 'typed-clients',
    version: '1.0.0',
    row: 'B4',
    group: 'calls',
    ring: 'adopt',
    title: 'Typed clients',
    problem: 'Calls',
    summary: 'Calls others',
    provides: { ports: ['upstreams'] },
  });
  const discovery = patternManifestSchema.parse({
    ...calls,
    id: 'discovery',
    provides: { ports: ['discovered'] },
  });
  const [path, ...others] = sample.goldenPaths;
  if (!path) throw new Error('the sample has no golden path');
  return {
    ...sample,
    patterns: [...sample.patterns, calls, discovery],
    goldenPaths: [
      {
        ...path,
        groups: [
          ...path.groups,
          { id: 'calls', title: 'Calls', question: 'Whom?', choose: 'any' },
        ],
        offers: { ...path.offers, calls: ['typed-clients', 'discovery'] },
      },
      ...others,
    ],
  };
}

/** An upstream with a resource that is read and one that is changed. */
export const sellers: UpstreamAnswers = {
  name: 'sellers',
  resources: [
    {
      name: 'seller',
      fields: [{ name: 'name', type: 'text', required: true }],
    },
    {
      name: 'contract',
      writes: true,
      fields: [
        { name: 'seller', type: 'reference', resource: 'seller' },
        { name: 'partner', type: 'uuid', references: 'partners.partner' },
      ],
    },
  ],
};

/** Answers that name upstreams, and the patterns that ask them. */
export function answersWith(
  upstreams: UpstreamAnswers[] | undefined,
  calls: string[] = ['typed-clients'],
): Answers {
  return sampleAnswers({ upstreams, patterns: { calls } });
}

/** What is wrong with answers, as one line each. */
export const problemsOf = (answers: Answers) =>
  resolve(callingCatalogue, answers).problems.map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
