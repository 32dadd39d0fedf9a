import { mdCode, mdProse, mdTable, mdText, sentence } from './markdown';

describe('mdText', () => {
  it('keeps text from being markup, HTML or a further cell', () => {
    expect(mdText('a | <b>*x*</b> [y](z)\n## `c`')).toBe(
      'a \\| &lt;b&gt;\\*x\\*&lt;/b&gt; \\[y\\](z) \\#\\# \\`c\\`',
    );
  });
});

describe('mdProse', () => {
  it('keeps code as code, and all else from being markup', () => {
    expect(mdProse('What `make generate` makes of <it>')).toBe(
      'What `make generate` makes of &lt;it&gt;',
    );
    expect(mdProse(' `a_b` fails in `c|d`, not_here ` ')).toBe(
      '`a_b` fails in `c\\|d`, not\\_here \\`',
    );
  });
});

describe('mdCode', () => {
  it('holds backticks and bars', () => {
    expect(mdCode('a|b')).toBe('`a\\|b`');
    expect(mdCode('`a` ``b')).toBe('``` `a` ``b ```');
  });
});

describe('sentence', () => {
  it('ends once', () => {
    expect(sentence('Takes orders')).toBe('Takes orders.');
    expect(sentence('Takes orders.')).toBe('Takes orders.');
  });
});

describe('mdTable', () => {
  it('has a line a row', () => {
    expect(mdTable(['A', 'B'], [['1', '2']])).toBe(
      '| A | B |\n| --- | --- |\n| 1 | 2 |',
    );
  });
});
