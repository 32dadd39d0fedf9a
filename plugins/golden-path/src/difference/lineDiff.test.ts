import { lineDiff } from './lineDiff';

const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => `line ${at + 1}`);
const text = (all: readonly string[]) => `${all.join('\n')}\n`;
const drawn = (before: string, after: string) =>
  lineDiff('notes', before, after).map(row => {
    if (row.kind === 'folded') return `@ ${row.count}`;
    const mark = { same: ' ', added: '+', removed: '-' }[row.kind];
    return `${mark}${row.line} ${row.tokens.map(token => token.text).join('')}`;
  });

describe('the difference of two texts', () => {
  it('shows what changed with three lines around, and folds the rest', () => {
    const before = lines(12);
    const after = [...before];
    after.splice(6, 1, 'line seven', 'line seven and a half');
    expect(drawn(text(before), text(after))).toEqual([
      '@ 3',
      ' 4 line 4',
      ' 5 line 5',
      ' 6 line 6',
      '-7 line 7',
      '+7 line seven',
      '+8 line seven and a half',
      ' 9 line 8',
      ' 10 line 9',
      ' 11 line 10',
      '@ 2',
    ]);
  });

  it('of a new or a removed file is all of it', () => {
    expect(drawn('', 'a\nb\n')).toEqual(['+1 a', '+2 b']);
    expect(drawn('a\nb\n', '')).toEqual(['-1 a', '-2 b']);
  });

  it('of the same text is nothing but a fold', () => {
    expect(drawn('a\nb\n', 'a\nb\n')).toEqual(['@ 2']);
  });

  it('tells a moved line from one that stays', () => {
    expect(drawn('a\nb\nc\n', 'b\nc\na\n')).toEqual([
      '-1 a',
      ' 1 b',
      ' 2 c',
      '+3 a',
    ]);
  });
});
