import fc from 'fast-check';
import { identifierPart, namesOf, pluralOf } from './names';
import { singularOfWord } from './plural';

describe('namesOf', () => {
  it('spells one word', () => {
    expect(namesOf('order')).toEqual({
      singular: {
        pascal: 'Order',
        camel: 'order',
        flat: 'order',
        snake: 'order',
        kebab: 'order',
        screaming: 'ORDER',
        words: 'order',
        sentence: 'Order',
      },
      plural: {
        pascal: 'Orders',
        camel: 'orders',
        flat: 'orders',
        snake: 'orders',
        kebab: 'orders',
        screaming: 'ORDERS',
        words: 'orders',
        sentence: 'Orders',
      },
    });
  });

  it.each(['api-key', 'api_key'])('spells initialisms of %s', name => {
    const { singular, plural } = namesOf(name);
    expect(singular).toEqual({
      pascal: 'APIKey',
      camel: 'apiKey',
      flat: 'apikey',
      snake: 'api_key',
      kebab: 'api-key',
      screaming: 'API_KEY',
      words: 'API key',
      sentence: 'API key',
    });
    expect(plural.pascal).toBe('APIKeys');
  });

  it('spells plurals of initialisms', () => {
    expect(namesOf('url').plural.pascal).toBe('URLs');
    expect(namesOf('user_ids').singular.camel).toBe('userIDs');
  });

  it('takes a stated plural', () => {
    expect(namesOf('person', 'persons').plural.kebab).toBe('persons');
  });

  it('keeps singular and plural apart, and all spellings free of joints', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), words => {
        const { singular, plural } = namesOf(words.join('-'));
        expect(plural.flat).not.toBe(singular.flat);
        expect(singular.pascal).toMatch(/^[A-Z][A-Za-z0-9]*$/);
        expect(singular.camel).toMatch(/^[a-z][A-Za-z0-9]*$/);
        expect(singular.pascal.toLowerCase()).toBe(singular.flat);
        expect(singular.camel.toLowerCase()).toBe(singular.flat);
      }),
    );
  });
});

describe('pluralOf', () => {
  it.each([
    ['order', 'orders'],
    ['category', 'categories'],
    ['day', 'days'],
    ['address', 'addresses'],
    ['status', 'statuses'],
    ['box', 'boxes'],
    ['branch', 'branches'],
    ['person', 'people'],
    ['child', 'children'],
    ['matrix', 'matrices'],
    ['shelf', 'shelves'],
    ['index', 'indexes'],
    ['series', 'series_records'],
    ['data', 'data_records'],
    ['time-series', 'time_series_records'],
    ['line-item', 'line_items'],
    ['constructor', 'constructors'],
  ])('of %s is %s', (singular, plural) => {
    expect(pluralOf(singular)).toBe(plural);
  });

  it.each(['order', 'category', 'box', 'branch', 'person', 'invoice', 'house'])(
    'is recognised for %s',
    singular => {
      expect(singularOfWord(pluralOf(singular))).toBe(singular);
    },
  );

  it.each([
    'status',
    'address',
    'series',
    'news',
    'lens',
    'bus',
    'data',
    'gps',
  ])('is not suspected in %s', word => {
    expect(singularOfWord(word)).toBeUndefined();
  });
});

describe('identifierPart', () => {
  it.each([
    ['in_progress', 'InProgress'],
    ['USD', 'USD'],
    ['inTransit', 'InTransit'],
    ['http-only', 'HTTPOnly'],
    ['2nd', '2nd'],
  ])('of %s is %s', (value, part) => {
    expect(identifierPart(value)).toBe(part);
  });
});
