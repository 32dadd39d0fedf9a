import { highlight } from './highlight';

const kinds = (path: string, line: string) =>
  highlight(path, line)[0]!
    .filter(({ kind }) => kind)
    .map(({ kind, text }) => `${kind} ${text}`);

describe('highlight', () => {
  it('loses no character', () => {
    const text = 'func (s *Service) f() error { // x\n\n\treturn "a\\"b" }\n';
    const lines = highlight('a/b.go', text).map(tokens =>
      tokens.map(token => token.text).join(''),
    );
    expect(`${lines.join('\n')}\n`).toBe(text);
  });

  it.each([
    [
      'x.go',
      'return "if" // go',
      ['keyword return', 'string "if"', 'comment // go'],
    ],
    [
      'x.sql',
      'create TABLE orders (id uuid) -- a',
      ['keyword create', 'keyword TABLE', 'type uuid', 'comment -- a'],
    ],
    ['x.yaml', "name: 'a' # b", ['type name', "string 'a'", 'comment # b']],
    [
      'x.json',
      '{"a": "b", "c": 1}',
      ['type "a"', 'string "b"', 'type "c"', 'number 1'],
    ],
    ['Makefile', 'build: ## Build', ['type build', 'comment ## Build']],
    ['deploy/Dockerfile', 'FROM scratch', ['keyword FROM']],
    ['README.md', '# Orders', ['keyword # Orders']],
    ['LICENSE', 'return "x"', []],
  ])('%s: %s', (path, line, expected) => {
    expect(kinds(path, line)).toEqual(expected);
  });
});
