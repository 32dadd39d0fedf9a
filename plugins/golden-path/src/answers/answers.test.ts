import {
  resolve,
  resolveService,
} from '@golden-path/backstage-plugin-golden-path-common';
import { readCatalogue } from '../__testUtils__/catalogue';
import { validAnswers } from '../__testUtils__/answers';
import { readAnswersFile, writeAnswers } from './answersFile';
import { withChosen, withService } from './edits';
import { evaluate, problemsOf } from './evaluate';
import { initialAnswers } from './initialAnswers';
import { formatPlace, moduleNote, moduleOf, parsePlace } from './place';
import { placeProblems } from './placeProblems';
import { readAnswers } from './readAnswers';
import { startOf, withStart } from './start';
import { startingPoints } from './startingPoints';

const catalogue = readCatalogue();

describe('answers', () => {
  it('begin with nothing missing but who the service is', () => {
    const { problems } = evaluate(catalogue, initialAnswers('go-rest-service'));
    expect(problems.map(({ path }) => path.join('.'))).toEqual([
      'service.name',
      'service.owner',
      'service.module',
    ]);
  });

  it.each(startingPoints)('are valid from $id', ({ resources }) => {
    const answers = { ...validAnswers(), resources: [...resources] };
    expect(resolve(catalogue, answers).problems).toEqual([]);
  });

  it.each(startingPoints)(
    'are known to begin from $id after the way through a draft',
    point => {
      const begun = withStart(validAnswers(), point);
      const draft = readAnswers(JSON.parse(JSON.stringify(begun)));
      expect(startOf(draft!)).toBe(point);
    },
  );

  it('survive the way through a file', () => {
    const answers = validAnswers();
    const text = writeAnswers(answers);
    expect(readAnswersFile(text, 'go-rest-service')).toEqual({ answers });
  });

  it('say where a file is wrong and for which golden path it is', () => {
    expect(readAnswersFile('goldenPath: [', 'go-rest-service')).toEqual({
      problem: expect.stringMatching(/^Line \d+, column \d+: .*YAML/),
    });
    expect(readAnswersFile(writeAnswers(validAnswers()), 'other')).toEqual({
      problem:
        "The answers are for golden path 'go-rest-service', and this is 'other'. Open that one in Create.",
    });
  });

  it('are read when they break limits only', () => {
    const long = withService(validAnswers(), { name: 'x'.repeat(60) });
    expect(readAnswers(long)).toEqual(long);
    expect(problemsOf('service', evaluate(catalogue, long).problems)).toEqual([
      expect.objectContaining({ path: ['service', 'name'] }),
    ]);
    expect(readAnswers({ ...long, resources: 'none' })).toBeUndefined();
    expect(readAnswers({})).toBeUndefined();
    expect(readAnswers(undefined)).toBeUndefined();
  });

  it('keep one pattern as text and several as a list', () => {
    const { groups } = catalogue.goldenPaths.find(
      ({ id }) => id === 'go-rest-service',
    )!;
    const one = groups.find(({ id }) => id === 'router')!;
    const any = groups.find(({ id }) => id === 'deployment')!;
    const chosen = withChosen(
      withChosen(validAnswers(), one, ['net-http']),
      any,
      [],
    );
    expect(chosen.patterns).toEqual({ router: 'net-http', deployment: [] });
    expect(readAnswers(chosen)).toEqual(chosen);
  });

  it('drop what is empty of the service, but not what is required', () => {
    const answers = withService(validAnswers(), { title: '', name: '' });
    expect(answers.service).toEqual({
      name: '',
      owner: 'group:default/commerce',
      module: 'github.com/acme/users',
    });
  });
});

describe('a place', () => {
  it('goes through its text', () => {
    const place = { host: 'localhost:7007', owner: 'demo', repo: 'orders' };
    expect(formatPlace(place)).toBe('localhost:7007?owner=demo&repo=orders');
    expect(parsePlace(formatPlace(place))).toEqual(place);
    expect(parsePlace(undefined)).toEqual({ host: '', repo: '' });
    expect(parsePlace('%%')).toEqual({ host: '', repo: '' });
  });

  it('gives a module path that Go takes', () => {
    const at = (host: string) =>
      moduleOf({ place: { host, owner: 'acme', repo: 'orders' } }, 'orders');
    expect(at('github.com')).toBe('github.com/acme/orders');
    expect(at('git.example.org:3000')).toBe('git.example.org/acme/orders');
    expect(at('localhost:7007')).toBe('example.com/acme/orders');
    expect(at('127.0.0.1:7007')).toBe('example.com/acme/orders');
    expect(moduleOf({ place: { host: '', owner: '', repo: '' } }, '')).toBe('');
  });

  const SHOP = 'bitbucket.org?workspace=acme&project=SHOP';
  it.each([
    ['bitbucketCloud', SHOP, 'bitbucket.org/acme/orders'],
    [
      'bitbucketServer',
      'git.acme.dev?project=SHOP',
      'git.acme.dev/scm/SHOP/orders.git',
    ],
    [
      'bitbucketServer',
      'git.acme.dev?project=~anna',
      'git.acme.dev/scm/~anna/orders.git',
    ],
    [
      'azure',
      'dev.azure.com?organization=acme&project=Web+Shop',
      'dev.azure.com/acme/Web-Shop/_git/orders.git',
    ],
    [
      'gerrit',
      'review.acme.dev?workspace=All-Projects',
      'review.acme.dev/orders.git',
    ],
  ])('on %s at %s&repo=orders keeps its parts', (type, at, module) => {
    const repoUrl = `${at}&repo=orders`;
    const place = parsePlace(repoUrl);
    expect(moduleOf({ place, type }, '')).toBe(module);
    expect(
      resolveService({ name: 'orders', owner: 'a', module }).problems,
    ).toEqual([]);
    expect(moduleNote({ place, type })).toMatch(
      / /.test(place.project ?? '')
        ? /insteadOf, that Web-Shop is 'Web Shop'$/
        : /Follows the repository|\.git says where/,
    );
    expect(parsePlace(formatPlace(parsePlace(repoUrl)))).toEqual(
      parsePlace(repoUrl),
    );
  });

  it.each([
    [{ host: '', owner: 'a', repo: 'b' }, 'host'],
    [{ host: 'h', owner: '', repo: 'b' }, 'owner'],
    [{ host: 'h', owner: 'a/../b', repo: 'b' }, 'owner'],
    [{ host: 'h', owner: 'a', repo: '../b' }, 'repo'],
    [{ host: 'h', owner: 'a', repo: 'b.git' }, 'repo'],
  ])('%j lacks its %s', (place, part) => {
    expect(placeProblems(place, 'github')).toEqual([
      expect.objectContaining({ part }),
    ]);
  });

  it('may lie in nested groups', () => {
    expect(
      placeProblems(
        { host: 'gitlab.com', owner: 'acme/shop', repo: 'b' },
        'gitlab',
      ),
    ).toEqual([]);
  });

  it('asks each kind of host for its own parts', () => {
    const missing = (type: string) =>
      placeProblems({ host: 'h', owner: 'a', repo: 'b' }, type).map(
        ({ part }) => part,
      );
    expect(missing('github')).toEqual([]);
    expect(missing('bitbucketCloud')).toEqual(['workspace', 'project']);
    expect(missing('bitbucketServer')).toEqual(['project']);
    expect(missing('azure')).toEqual(['organization', 'project']);
    expect(missing('gerrit')).toEqual(['workspace']);
    const spaced = { organization: 'acme', project: 'Web Shop' };
    expect(placeProblems({ host: 'h', repo: 'b', ...spaced }, 'azure')).toEqual(
      [],
    );
  });
});
