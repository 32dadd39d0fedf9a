import { splitPlace } from './source';

describe('splitPlace', () => {
  it.each([
    ['main', 'main', ''],
    ['main/', 'main', ''],
    ['main/cmd/main.go', 'main', 'cmd/main.go'],
    ['release/v1/cmd', 'release/v1', 'cmd'],
    ['release/cmd', 'release', 'cmd'],
  ])('reads %s', (place, branch, path) =>
    expect(splitPlace(place, ['main', 'release', 'release/v1'])).toEqual({
      branch,
      path,
    }),
  );

  it('names the branches that there are', () => {
    expect(() => splitPlace('mainly/x', ['main'])).toThrow(
      "No branch fits 'mainly/x'; branches are: main",
    );
    expect(() => splitPlace('main', [])).toThrow('none yet');
  });
});
