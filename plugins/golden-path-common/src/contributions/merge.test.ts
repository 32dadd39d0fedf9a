import { ContributionConflict, mergeFragments } from './merge';

const of = (pattern: string, value: unknown) => ({ pattern, value });

describe('mergeFragments', () => {
  it('joins objects key by key, in the order of the fragments', () => {
    const merged = mergeFragments('make', [
      of('a', { targets: { test: { help: 'Test' } } }),
      of('b', { targets: { lint: { help: 'Lint' } }, variables: {} }),
    ]);
    expect(JSON.stringify(merged)).toBe(
      '{"targets":{"test":{"help":"Test"},"lint":{"help":"Lint"}},"variables":{}}',
    );
  });

  it('puts lists after each other and repeats nothing', () => {
    const merged = mergeFragments('ci', [
      of('a', [{ run: 'make lint' }, 1]),
      of('b', [2, { run: 'make lint' }]),
    ]);
    expect(merged).toEqual([{ run: 'make lint' }, 1, 2]);
  });

  it('takes a value that two patterns agree on', () => {
    expect(mergeFragments('k', [of('a', 'x'), of('b', 'x')])).toBe('x');
  });

  it('names both patterns and the key when they disagree', () => {
    const merge = () =>
      mergeFragments('make', [
        of('goose', { targets: { migrate: { help: 'one' } } }),
        of('other', { targets: {} }),
        of('golang-migrate', { targets: { migrate: { help: 'two' } } }),
      ]);
    expect(merge).toThrow(ContributionConflict);
    expect(merge).toThrow(
      "patterns 'goose' and 'golang-migrate' both set make.targets.migrate.help; leave it to one of them, or exclude one by the other",
    );
  });

  it('refuses a list where another pattern has an object', () => {
    expect(() =>
      mergeFragments('compose', [of('a', { x: [] }), of('b', { x: {} })]),
    ).toThrow("patterns 'a' and 'b' both set compose.x");
  });

  it('has nothing to give for no fragments', () => {
    expect(mergeFragments('make', [])).toBeUndefined();
  });
});
