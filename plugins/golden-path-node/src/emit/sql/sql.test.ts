import { joinedName, sqlName, sqlText } from './sql';

describe('sqlName', () => {
  it('quotes reserved words only', () => {
    expect(sqlName('order')).toBe('"order"');
    expect(sqlName('orders')).toBe('orders');
  });
});

describe('joinedName', () => {
  it('keeps to what PostgreSQL keeps of a name', () => {
    expect(joinedName('orders', 'status', 'idx')).toBe('orders_status_idx');
    const [one, other] = ['a', 'b'].map(end =>
      joinedName('t'.repeat(44), `${'c'.repeat(50)}${end}`, 'check'),
    );
    expect(one).toHaveLength(63);
    expect(other).toHaveLength(63);
    expect(one).not.toBe(other);
  });
});

describe('sqlText', () => {
  it.each([
    ["it's", "'it''s'"],
    ['a\\b', "'a\\b'"],
    ['a; b', "'a; b'"],
    ["-- it's \\n", "E'-\\x2d it''s \\\\n'"],
    ['---', "E'-\\x2d-'"],
    ['----', "E'-\\x2d-\\x2d'"],
  ])('of %j is %s', (text, literal) => {
    expect(sqlText(text)).toBe(literal);
    expect(literal).not.toContain('--');
  });
});
