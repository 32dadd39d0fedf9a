import { newLines } from './newLines';

describe('new lines', () => {
  it('are those that were not there', () => {
    expect([...newLines('a\nb\nc', 'a\nx\nb\nc\ny')]).toEqual([1, 4]);
  });

  it('count how often a line was there', () => {
    expect([...newLines('}\na', '}\na\n}')]).toEqual([2]);
  });

  it('leave out what only moved, and what is empty', () => {
    expect([...newLines('a\nb', 'b\na\n\n')]).toEqual([]);
  });
});
