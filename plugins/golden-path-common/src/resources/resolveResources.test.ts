import type { FieldAnswers, ResourceAnswers } from '../answers';
import { resolveResources } from './resolveResources';

const reserved = { packages: ['health'], types: ['writeBlob'] };

function resolve(...resources: ResourceAnswers[]) {
  return resolveResources({ resources }, { reserved });
}

function resource(name: string, ...fields: FieldAnswers[]): ResourceAnswers {
  return {
    name,
    fields: fields.length > 0 ? fields : [{ name: 'name', type: 'text' }],
  };
}

function field(answers: Partial<FieldAnswers>): FieldAnswers {
  return { name: 'some_field', type: 'text', ...answers };
}

function firstProblem(...resources: ResourceAnswers[]) {
  const [first] = resolve(...resources).problems;
  return first && { at: first.path.join('.'), ...first };
}

describe('resolveResources', () => {
  it('settles every default', () => {
    const { resources, problems } = resolve(
      resource('customer', field({ name: 'email', unique: true })),
      resource(
        'api-key',
        field({ name: 'total', type: 'decimal', min: 0, default: '12.50' }),
        field({ name: 'customer', type: 'reference', resource: 'customer' }),
        field({ name: 'tags', type: 'list' }),
      ),
    );
    expect(problems).toEqual([]);
    expect(resources[1]).toMatchObject({
      name: 'api-key',
      names: { singular: { pascal: 'APIKey' }, plural: { snake: 'api_keys' } },
      fields: [
        {
          column: 'total',
          precision: 12,
          scale: 2,
          min: '0',
          default: '12.5',
          required: false,
        },
        {
          column: 'customer_id',
          reference: { resource: 'customer', onDelete: 'refuse' },
        },
        { column: 'tags', items: 'text', maxItems: 100 },
      ],
    });
    expect(resources[0]?.fields[0]).toMatchObject({
      unique: true,
      maxLength: 255,
    });
  });

  it.each([
    'status',
    'type',
    'range',
    'data',
    'series',
    'order',
    'user',
    'len',
    'error',
    'string',
    'select',
    'group',
    'end',
    'api_key',
    'func',
    'nil',
  ])('lets a field be named %s', name => {
    expect(resolve(resource('thing', field({ name }))).problems).toEqual([]);
  });

  it.each(['order', 'user', 'group', 'series', 'data', 'status', 'api-key'])(
    'lets a resource be named %s',
    name => {
      expect(resolve(resource(name)).problems).toEqual([]);
    },
  );

  it.each([
    ['type', 'keyword of Go'],
    ['error', 'predeclared name of Go'],
    ['vendor', 'go command'],
    ['test-data', 'go command'],
    ['aux', 'Windows'],
    ['health', "service's own code"],
    ['blob', 'declares writeBlob'],
    ['input', 'package of every resource'],
    ['orders', 'reads as a plural'],
    ['../etc', 'not a resource name'],
    ['Order', 'not a resource name'],
    ['${{ secrets }}', 'not a resource name'],
    ['a'.repeat(41), 'not a resource name'],
    ['🛒', 'not a resource name'],
    ['__proto__', 'not a resource name'],
    ['', 'not a resource name'],
  ])('refuses the resource name %j: %s', (name, message) => {
    expect(firstProblem(resource(name))).toMatchObject({
      at: 'resources.0.name',
      message: expect.stringContaining(message),
      advice: expect.stringMatching(/\.$/),
    });
  });

  it('offers a name that is near and works', () => {
    const found = firstProblem(resource('Größen Tabelle!'));
    expect(found?.mends).toEqual([
      {
        kind: 'set',
        label: "Use 'gro-en-tabelle'",
        path: ['resources', 0, 'name'],
        value: 'gro-en-tabelle',
      },
    ]);
  });

  it.each(['id', 'version', 'created_at', 'updated_at', 'deleted_at', 'i_d'])(
    'refuses the field %s that every resource has',
    name => {
      expect(firstProblem(resource('thing', field({ name })))).toMatchObject({
        at: 'resources.0.fields.0.name',
        message: expect.stringContaining('of its own'),
      });
    },
  );

  it.each<[string, string, Partial<FieldAnswers>]>([
    ['name', 'snake_case', { name: 'placedAt' }],
    ['name', 'snake_case', { name: 'a\u0000b' }],
    ['name', 'characters', { name: 'a'.repeat(61) }],
    ['name', 'PostgreSQL', { name: 'ctid' }],
    ['maxLength', 'does not fit', { type: 'boolean', maxLength: 3 }],
    ['minLength', 'is above maxLength', { minLength: 3, maxLength: 2 }],
    ['maxLength', 'index', { unique: true, maxLength: 5000 }],
    ['unique', 'does not fit', { type: 'list', unique: true }],
    ['min', 'is above max', { type: 'integer', min: 3, max: 2 }],
    ['min', 'not a whole number', { type: 'integer', min: 0.5 }],
    ['max', '64 bits', { type: 'integer', max: '9223372036854775808' }],
    ['max', 'not a plain number', { type: 'integer', max: 2 ** 60 }],
    ['max', 'more digits', { type: 'decimal', max: '1.234' }],
    ['max', 'not a plain number', { type: 'decimal', max: 'NaN' }],
    ['scale', 'above precision', { type: 'decimal', precision: 3, scale: 4 }],
    ['maxLength', 'refuses many', { format: 'email', maxLength: 20 }],
    ['minLength', 'does not go', { format: 'url', minLength: 3 }],
    ['maxLength', 'index', { sortable: true, required: true, maxLength: 601 }],
    ['sortable', 'do not have', { sortable: true }],
    ['sortable', 'does not fit', { type: 'uuid', sortable: true }],
    ['unique', '10 possible', { unique: true, maxLength: 1 }],
    [
      'unique',
      '11 possible',
      { type: 'integer', unique: true, min: 0, max: 10 },
    ],
    [
      'unique',
      '1999 possible',
      { type: 'decimal', unique: true, precision: 3, scale: 1 },
    ],
    ['default', 'not a text', { default: 3 }],
    ['default', 'characters, not', { default: 'abc', maxLength: 2 }],
    ['default', 'e-mail', { default: 'x', format: 'email' }],
    ['default', 'http or https', { default: 'ftp://x', format: 'url' }],
    ['default', 'U+0000', { default: 'a\u0000' }],
    ['default', 'below min', { type: 'integer', default: 1, min: 2 }],
    ['default', 'not a plain number', { type: 'decimal', default: '1e3' }],
    ['default', 'true or false', { type: 'boolean', default: 'yes' }],
    ['default', 'not a date', { type: 'date', default: '2026-02-30' }],
    ['default', 'not a time', { type: 'time', default: 'now' }],
    ['default', 'not a UUID', { type: 'uuid', default: '1' }],
    ['default', 'not one of', { type: 'enum', values: ['a'], default: 'b' }],
    ['default', 'unique field', { unique: true, default: 'a' }],
    ['values', 'nothing to choose', { type: 'enum' }],
    ['values.1', 'spelt alike', { type: 'enum', values: ['a_b', 'aB'] }],
    ['values.0', 'constant', { type: 'enum', values: ["it's; --"] }],
    ['resource', 'refers to nothing', { type: 'reference' }],
    ['resource', 'no resource "x"', { type: 'reference', resource: 'x' }],
    [
      'onDelete',
      'which is required',
      {
        type: 'reference',
        resource: 'thing',
        onDelete: 'clear',
        required: true,
      },
    ],
    ['description', 'U+202E', { description: 'abc\u202edef' }],
  ])('refuses %s: %s (%j)', (at, message, answers) => {
    expect(firstProblem(resource('thing', field(answers)))).toMatchObject({
      at: `resources.0.fields.0.${at}`,
      message: expect.stringContaining(message),
    });
  });

  it('puts descriptions on one line and keeps all else of them', () => {
    const description = 'a\n  "b": <c> ${{ d }} 🛒 */ -- ;';
    const { resources, problems } = resolve({
      ...resource('thing'),
      description,
    });
    expect(problems).toEqual([]);
    expect(resources[0]?.description).toBe('a "b": <c> ${{ d }} 🛒 */ -- ;');
  });

  it.each([
    [['api-key', 'apikey'], 'is spelt as the name of "api-key"'],
    [['order', 'order-list'], 'both make the name writeOrderList in'],
    [['order-input', 'order'], 'both make the name OrderInput in'],
  ])('refuses the resources %j', (names, message) => {
    expect(firstProblem(...names.map(name => resource(name)))).toMatchObject({
      at: 'resources.1.name',
      message: expect.stringContaining(message),
    });
  });

  it('lets resources have names that begin alike', () => {
    const { problems } = resolve(
      ...['order', 'order-item', 'order-line', 'order-status'].map(name =>
        resource(name),
      ),
    );
    expect(problems).toEqual([]);
  });

  it('refuses two indexes of one name', () => {
    const found = firstProblem(
      { ...resource('a1', field({ name: 'b_c' })), plural: 'aas' },
      { ...resource('z1', field({ name: 'c' })), plural: 'aas_b' },
    );
    expect(found).toMatchObject({ at: 'resources.1.fields.0.name' });
  });

  it('refuses two resources with one plural', () => {
    const found = firstProblem(resource('person'), {
      ...resource('human'),
      plural: 'people',
    });
    expect(found).toMatchObject({ at: 'resources.1.plural' });
  });

  it('refuses fields that only spelling tells apart', () => {
    const found = firstProblem(
      resource('thing', field({ name: 'api_key' }), field({ name: 'apikey' })),
    );
    expect(found).toMatchObject({ at: 'resources.0.fields.1.name' });
  });

  it('refuses a field that takes the column of a reference', () => {
    const found = firstProblem(
      resource(
        'thing',
        field({ name: 'parent', type: 'reference', resource: 'thing' }),
        field({ name: 'parent_id', type: 'uuid' }),
      ),
    );
    expect(found).toMatchObject({ at: 'resources.0.fields.1.name' });
  });

  describe('rings of references', () => {
    const to = (target: string, required: boolean) =>
      field({
        name: `to_${target}`,
        type: 'reference',
        resource: target,
        required,
      });

    it('lets optional references close a ring', () => {
      const { problems } = resolve(
        resource('a1', to('b1', true)),
        resource('b1', to('a1', false), to('b1', false)),
      );
      expect(problems).toEqual([]);
    });

    it('refuses a ring of required references', () => {
      expect(
        firstProblem(
          resource('a1', to('b1', true)),
          resource('b1', to('c1', true)),
          resource('c1', to('a1', true)),
        ),
      ).toMatchObject({
        at: 'resources.2.fields.0.required',
        message: 'No first row can be made: a1 needs b1 needs c1 needs a1',
      });
    });

    it('refuses a required reference to itself', () => {
      expect(firstProblem(resource('node', to('node', true)))).toMatchObject({
        at: 'resources.0.fields.0.required',
      });
    });
  });
});
