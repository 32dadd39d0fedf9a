import fc from 'fast-check';
import {
  resolveResources,
  type FieldAnswers,
  type ResourceAnswers,
} from '@golden-path/backstage-plugin-golden-path-common';

/** Names that Go, SQL, HTTP or YAML give a meaning. */
const RESOURCE_NAMES = [
  'api-key',
  'bus',
  'category',
  'child',
  'data',
  'event',
  'group',
  'http-route',
  'index',
  'item',
  'json-doc',
  'list',
  'order',
  'order-item',
  'page',
  'person',
  'query',
  'role',

  'series',
  'session',
  'status',
  'table',
  'task',
  'user',
  'warehouse-inventory-adjustment-approval',
];
const FIELD_NAMES = [
  'api_key',
  'array',
  'at',
  'body',
  'case',
  'check',
  'context',
  'created_by',
  'cursor',
  'data',
  'default_value',
  'desc',
  'end',
  'err',
  'expected_delivery_confirmation_deadline_of_the_last_shipment',
  'expected_delivery_confirmation_deadline_of_the_next_shipment',
  'error',
  'false',
  'filter',
  'func',
  'grant',
  'group',
  'html_url',
  'http_status',
  'id_number',
  'ids',
  'in',
  'input',
  'key',
  'len',
  'limit',
  'line_1',
  'list',
  'map',
  'name',
  'new',
  'nil',
  'no',
  'null',
  'on',
  'order',
  'query',
  'range',
  'references',
  'select',
  'series',
  'service',
  'size',
  'sort',
  'status',
  'string',
  'table',
  'time',
  'type',
  'url',
  'user',
  'uuid',
  'v',
  'value',
  'when',
  'x',
  'yes',
];
const VALUES = [
  'draft',
  'in_progress',
  'USD',
  'no',
  'null',
  '1',
  '2026',
  'go-live',
  'nil',
  'x',
];
const DESCRIPTIONS = [
  'it\'s "quoted": *yes* -- really; 100 % /* sure */',
  'first line\nsecond line\t# no comment',
  '🛒 <b>bold</b> ${{ secrets.TOKEN }} $(rm) `ls` {{ .X }} \\ \\n',
  '- item: [a, b] & *c !d | > %e @f',
  `long ${'words '.repeat(40)}`,
];

type Limits = Partial<FieldAnswers>;

const maybe = <T>(value: fc.Arbitrary<T>) =>
  fc.option(value, { nil: undefined });
const ordered = (low: number, high: number) =>
  fc
    .tuple(
      fc.integer({ min: low, max: high }),
      fc.integer({ min: low, max: high }),
    )
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

const unique = maybe(fc.constant(true));
const sortable = unique;

const text: fc.Arbitrary<Limits> = fc.oneof(
  fc
    .record({
      lengths: ordered(1, 300),
      limited: fc.constantFrom('none', 'max', 'both'),
      unique,
      sortable,
      default: maybe(fc.constantFrom('', "it's; -- so", '🛒', 'null', 'no')),
    })
    .map(({ lengths: [minLength, maxLength], limited, ...rest }) => ({
      ...rest,
      ...(limited === 'none' ? {} : { maxLength }),
      ...(limited === 'both' ? { minLength } : {}),
    })),
  fc.record({
    format: fc.constantFrom('email' as const, 'url' as const),
    unique,
    sortable,
  }),
);
const integer: fc.Arbitrary<Limits> = fc
  .record({
    bounds: ordered(-1_000_000, 1_000_000),
    limited: fc.constantFrom('none', 'min', 'max', 'both'),
    unique,
    sortable,
    default: maybe(fc.integer({ min: -1_000_000, max: 1_000_000 })),
  })
  .map(({ bounds: [min, max], limited, ...rest }) => ({
    ...rest,
    ...(limited === 'min' || limited === 'both' ? { min } : {}),
    ...(limited === 'max' || limited === 'both' ? { max } : {}),
  }));
const decimal: fc.Arbitrary<Limits> = fc
  .record({
    digits: ordered(0, 20),
    bounds: ordered(-9, 9),
    limited: fc.constantFrom('none', 'min', 'max', 'both'),
    unique,
    sortable,
    default: maybe(fc.constantFrom('0', '-1', '0.5', '1.25')),
  })
  .map(
    ({ digits: [scale, precision], bounds: [min, max], limited, ...rest }) => ({
      ...rest,
      scale,
      precision: Math.max(precision, 1),
      ...(limited === 'min' || limited === 'both' ? { min: String(min) } : {}),
      ...(limited === 'max' || limited === 'both' ? { max: String(max) } : {}),
    }),
  );

const LIMITS: Readonly<Record<FieldAnswers['type'], fc.Arbitrary<Limits>>> = {
  text,
  integer,
  decimal,
  boolean: fc.record({ default: maybe(fc.boolean()) }),
  time: fc.record({
    unique,
    sortable,
    default: maybe(fc.constant('2026-01-31T12:30:00.5Z')),
  }),
  date: fc.record({
    unique,
    sortable,
    default: maybe(fc.constant('2024-02-29')),
  }),
  uuid: fc.record({
    unique,
    default: maybe(fc.constant('0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60')),
  }),
  enum: fc
    .uniqueArray(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 5 })
    .chain(values =>
      fc.record({
        values: fc.constant(values),
        default: maybe(fc.constantFrom(...values)),
      }),
    ),
  reference: fc.record({
    unique,
    onDelete: maybe(
      fc.constantFrom('refuse' as const, 'cascade' as const, 'clear' as const),
    ),
  }),
  list: fc.record({
    items: maybe(fc.constantFrom('text' as const, 'integer' as const)),
    maxItems: maybe(fc.integer({ min: 1, max: 30 })),
  }),
};

const TYPES = Object.keys(LIMITS) as FieldAnswers['type'][];

// Chance seldom makes a field that lists can be sorted by.
function onlySortedByWhatAllHave(field: FieldAnswers): FieldAnswers {
  const { sortable: wanted, ...rest } = field;
  const always = field.required || field.default !== undefined;
  return wanted && always ? field : rest;
}

/** A field of the type, perhaps one that the rules refuse. */
function fieldOf(
  name: string,
  resources: readonly string[],
): fc.Arbitrary<FieldAnswers> {
  return fc.constantFrom(...TYPES).chain(type =>
    fc
      .record({
        limits: LIMITS[type],
        required: maybe(fc.boolean()),
        description: maybe(fc.constantFrom(...DESCRIPTIONS)),
        resource: fc.constantFrom(...resources),
      })
      .map(({ limits, resource, ...rest }) => ({
        name,
        type,
        ...rest,
        ...limits,
        ...(type === 'reference' ? { resource } : {}),
      }))
      .map(onlySortedByWhatAllHave),
  );
}

function isValid(
  resources: ResourceAnswers[],
  names: readonly string[],
): boolean {
  const all = [
    ...resources,
    ...names.map(name => ({
      name,
      fields: [{ name: 'name', type: 'text' as const }],
    })),
  ];
  const known = new Set(resources.map(({ name }) => name));
  const unknown = all.filter(
    ({ name }, index) => !known.has(name) || index < resources.length,
  );
  return (
    resolveResources(
      { resources: unknown },
      { reserved: { packages: [], types: [] } },
    ).problems.length === 0
  );
}

/** A resource with eight valid fields of any type, referring to any resource. */
function resourceOf(
  name: string,
  names: readonly string[],
): fc.Arbitrary<ResourceAnswers> {
  const others = names.filter(other => other !== name);
  const description = maybe(fc.constantFrom(...DESCRIPTIONS));
  const fields = fc
    .uniqueArray(fc.constantFrom(...FIELD_NAMES), {
      minLength: 8,
      maxLength: 8,
    })
    .chain(fieldNames =>
      fc.tuple(
        ...fieldNames.map(fieldName =>
          fieldOf(fieldName, names).filter(field =>
            isValid([{ name, fields: [field] }], others),
          ),
        ),
      ),
    );
  return fc.record({ name: fc.constant(name), description, fields });
}

/** The resource whose last fields, from an index on, came in a later version. */
function grown(resource: ResourceAnswers, from: number): ResourceAnswers {
  const fields = resource.fields.map(({ required, ...field }, index) => {
    if (index < from) return { ...field, required };
    const old = required && field.default !== undefined;
    return onlySortedByWhatAllHave({
      ...field,
      ...(old && { required }),
      since: 2,
    });
  });
  return { ...resource, fields };
}

/** Five resources of eight fields that compose: the rules refuse none. */
export const randomResources: fc.Arbitrary<ResourceAnswers[]> = fc
  .uniqueArray(fc.constantFrom(...RESOURCE_NAMES), {
    minLength: 5,
    maxLength: 5,
  })
  .chain(names =>
    fc.tuple(
      ...names.map(name =>
        fc
          .tuple(resourceOf(name, names), fc.integer({ min: 5, max: 12 }))
          .map(([resource, from]) => grown(resource, from)),
      ),
    ),
  )
  .filter(resources => isValid(resources, []));

/** Words that mean something to SQL, Go, Protocol Buffers or their generators. */
const description = fc
  .array(
    fc.constantFrom(
      '--',
      ';',
      "'",
      '"',
      '*/',
      '`',
      '$1',
      '\\',
      '@id',
      'a word',
      '🛒',
      '- a',
      '+build x',
      'sqlc.arg(a)',
      '//',
      '/*',
      'buf:lint:ignore',
    ),
    { maxLength: 6 },
  )
  .map(words => words.join(' '));

/** As `randomResources`, with descriptions that must stay comments. */
export const describedResources: fc.Arbitrary<ResourceAnswers[]> =
  randomResources.chain(resources =>
    fc
      .array(description, {
        minLength: resources.length,
        maxLength: resources.length,
      })
      .map(texts =>
        resources.map((resource, index) => ({
          ...resource,
          description: texts[index]!,
          fields: resource.fields.map((field, place) =>
            place === 0 ? { ...field, description: texts[index]! } : field,
          ),
        })),
      ),
  );
