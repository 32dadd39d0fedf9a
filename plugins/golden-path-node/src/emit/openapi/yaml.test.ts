import fc from 'fast-check';
import { parse } from 'yaml';
import { printYaml, type Yaml, type YamlMap } from './yaml';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    'null',
    'yes',
    'No',
    '1',
    '1e3',
    '-.5',
    '0x1f',
    '12:30',
    '1_000',
    '2026-01-31',
    '.inf',
    '- a',
    '? b',
    'a: b',
    'a #b',
    '#c',
    '*d',
    '&e',
    '!f',
    '| g',
    '%h',
    '@i',
    '`j`',
    "it's",
    '"k"',
    '{l}',
    '[m]',
    'n, o',
    'p ',
    ' q',
    '---',
    '...',
    '$response.body#/id',
    '🛒',
    'a\u0085b',
    'a\tb',
  ),
);
const scalar = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
) as fc.Arbitrary<Yaml>;
const { map } = fc.letrec<{ map: YamlMap; value: Yaml }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('map'),
  ),
  map: fc.dictionary(
    text.filter(key => key !== '__proto__'),
    tie('value'),
    {
      maxKeys: 4,
      noNullPrototype: true,
    },
  ),
}));
const lists = (value: Yaml): boolean => {
  if (Array.isArray(value)) {
    return value.every(item => !Array.isArray(item) && lists(item));
  }
  return value === null || typeof value !== 'object'
    ? true
    : Object.values(value).every(item => lists(item ?? null));
};

describe('printYaml', () => {
  it.each(['1.1', '1.2'] as const)('is read back by YAML %s', version => {
    fc.assert(
      fc.property(map.filter(lists), value => {
        expect(parse(printYaml(value), { version, merge: false })).toEqual(
          value,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('puts text of several lines in a block', () => {
    expect(printYaml({ a: 'b\n\nc\n' })).toBe('a: |\n  b\n\n  c\n');
  });

  it('puts small mappings deep inside on one line', () => {
    const deep = { type: ['string', 'null'], enum: ['a, b', 'c'] };
    expect(printYaml({ a: { b: { c: { d: deep, e: [deep] } } } })).toBe(
      [
        'a:',
        '  b:',
        '    c:',
        "      d: { type: [string, 'null'], enum: ['a, b', c] }",
        '      e:',
        "        - type: [string, 'null']",
        "          enum: ['a, b', c]",
        '',
      ].join('\n'),
    );
  });
});
