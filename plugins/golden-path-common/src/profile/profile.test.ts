import { checkShape } from '../parse';
import { resolve } from '../resolve';
import { sampleAnswers, sampleCatalogue } from '../testing/sampleCatalogue';
import { profileSchema } from './profile';
import { hostProblem } from './profileProblems';
import type { Profile } from './profile';
import { withProfile } from './withProfile';

function resolveWith(profile: Profile, service: object = {}) {
  const [catalogue] = withProfile([sampleCatalogue()], profile).catalogues;
  const answers = sampleAnswers();
  return resolve(catalogue!, {
    ...answers,
    service: { ...answers.service, ...service },
  });
}

const problemsOf = (profile: unknown) =>
  checkShape(profile, profileSchema).problems;

describe('a profile', () => {
  it('changes the defaults that a golden path offers', () => {
    const read = withProfile([sampleCatalogue()], {
      patterns: { router: 'net-http' },
    });
    expect(read.problems).toEqual([]);
    expect(read.catalogues[0]?.goldenPaths[0]?.defaults.router).toEqual([
      'net-http',
    ]);
  });

  it.each([
    [{ patterns: { routers: 'chi' } }, ['patterns', 'routers'], /router/],
    [{ patterns: { router: 'martini' } }, ['patterns', 'router'], /chi/],
  ])('names the key that fits no golden path, %j', (profile, path, advice) => {
    const { problems } = withProfile([sampleCatalogue()], profile as Profile);
    expect(problems).toMatchObject([{ path }]);
    expect(problems[0]?.advice).toMatch(advice);
  });

  it.each<[object, (string | number)[]]>([
    [{ colour: 'red' }, ['colour']],
    [{ modulePrefix: 'acme' }, ['modulePrefix']],
    [{ owners: ['component:default/x'] }, ['owners', 0]],
    [
      { naming: { service: { pattern: '(', advice: 'x' } } },
      ['naming', 'service', 'pattern'],
    ],
    [{ go: { proxy: 'https://a\nRUN b' } }, ['go', 'proxy']],
    [{ images: { build: 'golang; rm' } }, ['images', 'build']],
    [{ licence: ['a\nb'] }, ['licence', 0]],
    [{ codeowners: { '*': ['nobody'] } }, ['codeowners', '*', 0]],
    [{ labels: { team: 'a b' } }, ['labels', 'team']],
    [{ links: [{ title: 'A', url: 'ftp://a' }] }, ['links', 0, 'url']],
    [{ links: [{ title: 'A', url: 'https://a/{env}' }] }, ['links', 0, 'url']],
    [{ protection: { approvals: 9 } }, ['protection', 'approvals']],
    [{ protection: { codeOwners: true } }, ['protection', 'codeOwners']],
  ])('refuses %j and says where', (profile, path) => {
    expect(problemsOf(profile).map(problem => problem.path)).toContainEqual(
      path,
    );
  });

  it('is part of what it settled', () => {
    const profile: Profile = { labels: { team: 'a' } };
    const { composition } = resolveWith(profile);
    expect(composition?.profile).toEqual(profile);
  });

  it('protects branches, whatever the golden path says', () => {
    const sample = sampleCatalogue();
    const goldenPaths = sample.goldenPaths.map(goldenPath => ({
      ...goldenPath,
      protection: { approvals: 1 },
    }));
    const catalogue = { ...sample, goldenPaths };
    const protectionOf = (profile: Profile) =>
      withProfile([catalogue], profile).catalogues.map(
        each => resolve(each, sampleAnswers()).composition?.protection,
      );
    expect(protectionOf({})).toEqual([{ approvals: 1 }]);
    expect(protectionOf({ protection: { approvals: 2 } })).toEqual([
      { approvals: 2 },
    ]);
  });

  it('keeps modules below its prefix, with a button', () => {
    const { problems } = resolveWith(
      { modulePrefix: 'git.acme.dev/go' },
      { module: 'github.com/acme/orders' },
    );
    expect(problems).toMatchObject([
      {
        path: ['service', 'module'],
        mends: [{ value: 'git.acme.dev/go/orders' }],
      },
    ]);
  });

  it('takes the owners it names, in any spelling', () => {
    const profile = profileSchema.parse({ owners: ['checkout'] });
    expect(resolveWith(profile, { owner: 'group:checkout' }).problems).toEqual(
      [],
    );
    expect(
      resolveWith(profile, { owner: 'user:default/eve' }).problems,
    ).toMatchObject([
      {
        path: ['service', 'owner'],
        mends: [{ value: 'group:default/checkout' }],
      },
    ]);
  });

  it('holds names to its rules', () => {
    const rule = { pattern: '[a-z]+-svc', advice: 'End with -svc.' };
    const { problems } = resolveWith(
      {
        naming: {
          service: rule,
          field: { pattern: '[a-z]{9}', advice: 'Write nine letters.' },
        },
      },
      { name: 'orders' },
    );
    expect(problems[0]).toMatchObject({
      path: ['service', 'name'],
      advice: 'End with -svc.',
    });
    expect(problems.at(-1)?.path).toContain('fields');
  });

  it('says which hosts repositories may be on', () => {
    expect(hostProblem({ hosts: ['git.acme.dev'] }, 'github.com')).toMatch(
      /Use git\.acme\.dev/,
    );
    expect(
      hostProblem({ hosts: ['git.acme.dev'] }, 'git.acme.dev'),
    ).toBeUndefined();
    expect(hostProblem({}, 'github.com')).toBeUndefined();
  });
});
