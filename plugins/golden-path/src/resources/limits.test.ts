import { describeLimits, parseLimits } from './limits';
import { columnOf, readCell, typeByLetter, withType, writeCell } from './cells';
import { gridAction } from './gridKeys';
import type { Key } from './gridKeys';
import { nextError } from './resourceProblems';

describe('limits in words', () => {
  it.each([
    ['text', 'max 20', { maxLength: 20 }],
    ['text', '20', { maxLength: 20 }],
    ['text', 'exactly 3', { minLength: 3, maxLength: 3 }],
    [
      'text',
      'min 1, max 20, email',
      { minLength: 1, maxLength: 20, format: 'email' },
    ],
    ['integer', 'min 0, max 100', { min: '0', max: '100' }],
    ['decimal', '12,2', { precision: 12, scale: 2 }],
    [
      'decimal',
      '12 digits, 2 after the point, min 0',
      { precision: 12, scale: 2, min: '0' },
    ],
    ['enum', 'draft, paid', { values: ['draft', 'paid'] }],
    [
      'reference',
      'customer, on delete cascade',
      { resource: 'customer', onDelete: 'cascade' },
    ],
    [
      'reference',
      'customer · on delete: refuse',
      { resource: 'customer', onDelete: 'refuse' },
    ],
    ['uuid', 'sellers.seller', { references: 'sellers.seller' }],
    ['list', 'text, up to 20', { items: 'text', maxItems: 20 }],
    ['boolean', 'since 2', { since: 2 }],
    ['enum', 'draft, paid, since 3', { values: ['draft', 'paid'], since: 3 }],
  ] as const)('%s: %s', (type, text, limits) => {
    expect(parseLimits(type, text)).toEqual({ limits });
    const described = describeLimits({ name: 'x', type, ...limits } as never);
    expect(parseLimits(type, described)).toEqual({ limits });
  });

  it.each([
    ['text', 'max twenty'],
    ['integer', 'email'],
    ['boolean', 'max 2'],
    ['uuid', 'sellers'],
    ['reference', 'customer, on delete explode'],
  ] as const)('%s cannot have %s', (type, text) => {
    expect(parseLimits(type, text)).toHaveProperty('unclear');
  });
});

describe('a cell', () => {
  const total = {
    name: 'total',
    type: 'decimal',
    required: true,
    precision: 12,
    scale: 2,
  } as const;

  it('shows and writes its value', () => {
    expect(readCell(total, 'limits')).toBe('12 digits, 2 after the point');
    expect(readCell(total, 'required')).toBe('yes');
    expect(writeCell(total, 'default', '0.00', [])).toEqual({
      field: { ...total, default: '0.00' },
    });
    expect(
      writeCell({ name: 'n', type: 'integer' }, 'default', '5', []),
    ).toEqual({ field: { name: 'n', type: 'integer', default: 5 } });
    expect(
      writeCell({ name: 'b', type: 'boolean' }, 'default', 'true', []),
    ).toEqual({ field: { name: 'b', type: 'boolean', default: true } });
  });

  it('says what it cannot read and what can be written', () => {
    expect(writeCell(total, 'limits', 'lots', [])).toEqual({
      unclear:
        '“lots” cannot be read. Write 12 digits, 2 after the point, min 0, max 100.',
    });
    expect(writeCell(total, 'type', 'money', [])).toEqual({
      unclear: expect.stringContaining('money is no type'),
    });
  });

  it('loses what another type has no use for', () => {
    expect(withType(total, 'enum', [])).toEqual({
      name: 'total',
      type: 'enum',
      required: true,
    });
    expect(
      withType({ name: 'customer', type: 'text' }, 'reference', [
        'user',
        'customer',
      ]),
    ).toEqual({ name: 'customer', type: 'reference', resource: 'customer' });
  });

  it('takes types by their letter, going round', () => {
    expect(typeByLetter('text', 'd')).toBe('decimal');
    expect(typeByLetter('decimal', 'd')).toBe('date');
    expect(typeByLetter('date', 'D')).toBe('decimal');
    expect(typeByLetter('text', 'z')).toBeUndefined();
  });
});

describe('a key in the table', () => {
  const key = (name: string, held: Partial<Key> = {}): Key => ({
    key: name,
    shiftKey: false,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    ...held,
  });
  const at = { row: 1, column: 0 };

  it.each([
    [key('Enter'), { do: 'go', to: { row: 2, column: 0 } }],
    [key('Enter', { shiftKey: true }), { do: 'go', to: { row: 0, column: 0 } }],
    [key('Tab'), { do: 'go', to: { row: 1, column: 1 } }],
    [key('Tab', { shiftKey: true }), { do: 'go', to: { row: 0, column: 6 } }],
    [key('F2'), { do: 'edit' }],
    [key('x'), { do: 'edit', text: 'x' }],
    [key('Delete'), { do: 'clear' }],
    [key('Delete', { ctrlKey: true }), { do: 'remove' }],
    [key('d', { ctrlKey: true }), { do: 'fill' }],
    [key('ArrowUp', { altKey: true }), { do: 'move', by: -1 }],
    [key('F8'), { do: 'next-error' }],
    [key('Escape'), { do: 'leave' }],
  ])('%j', (pressed, action) => {
    expect(gridAction(pressed, at, 3)).toEqual(action);
  });

  it('leaves the table by Tab after the last cell and before the first', () => {
    expect(gridAction(key('Tab'), { row: 3, column: 0 }, 3)).toBeUndefined();
    expect(
      gridAction(key('Tab', { shiftKey: true }), { row: 0, column: 0 }, 3),
    ).toBeUndefined();
  });

  it('turns a flag by Space and nothing else', () => {
    expect(gridAction(key(' '), { row: 0, column: 2 }, 3)).toEqual({
      do: 'turn',
    });
    expect(gridAction(key('x'), { row: 0, column: 2 }, 3)).toBeUndefined();
  });
});

describe('errors', () => {
  const problem = (...path: (string | number)[]) => ({
    path,
    message: '',
    advice: '',
    mends: [],
  });

  it('belong to the cell that shows the value', () => {
    const at = (property: string) =>
      columnOf(problem('resources', 0, 'fields', 1, property));
    expect([at('name'), at('default'), at('maxLength'), at('values')]).toEqual([
      'name',
      'default',
      'limits',
      'limits',
    ]);
  });

  it('are gone through in order, going round', () => {
    const problems = [
      problem('resources', 1, 'fields', 0, 'name'),
      problem('resources', 0, 'fields', 2, 'values'),
    ];
    const first = nextError(problems, { resource: 0, row: -1, column: 0 })!;
    expect(first).toEqual({ resource: 0, row: 2, column: 6 });
    const second = nextError(problems, first)!;
    expect(second).toEqual({ resource: 1, row: 0, column: 0 });
    expect(nextError(problems, second)).toEqual(first);
  });
});
